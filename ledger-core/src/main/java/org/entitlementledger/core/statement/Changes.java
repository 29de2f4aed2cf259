package org.entitlementledger.core.statement;

import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Source;

/** What a line does to the figures of a {@link Balance}, each signed. */
public record Changes(
    Quantity granted,
    Quantity adjusted,
    Quantity consumed,
    Quantity held,
    Quantity lapsed,
    Quantity overage,
    Quantity available) {
  private static final Quantity NO = Quantity.ZERO;

  /** Nothing. */
  public static final Changes NONE = new Changes(NO, NO, NO, NO, NO, NO, NO);

  /** A source brings in so much; less than nothing where it was used before. */
  static Changes entered(Source source, Quantity quantity) {
    return source.kind() == Source.Kind.ADJUSTMENT
        ? new Changes(NO, quantity, NO, NO, NO, NO, quantity)
        : new Changes(quantity, NO, NO, NO, NO, NO, quantity);
  }

  static Changes adjusted(Quantity quantity) {
    return new Changes(NO, quantity, NO, NO, NO, NO, quantity);
  }

  static Changes consumed(Quantity quantity) {
    return new Changes(NO, NO, quantity, NO, NO, NO, quantity.negated());
  }

  static Changes held(Quantity quantity) {
    return new Changes(NO, NO, NO, quantity, NO, NO, quantity.negated());
  }

  static Changes lapsed(Quantity quantity) {
    return new Changes(NO, NO, NO, NO, quantity, NO, quantity.negated());
  }

  /** It was used past the limit. */
  static Changes overage(Quantity quantity) {
    return new Changes(NO, NO, quantity, NO, NO, quantity, NO);
  }

  /** Both. */
  public Changes plus(Changes other) {
    return new Changes(
        granted.plus(other.granted),
        adjusted.plus(other.adjusted),
        consumed.plus(other.consumed),
        held.plus(other.held),
        lapsed.plus(other.lapsed),
        overage.plus(other.overage),
        available.plus(other.available));
  }

  /** The same of a source without a limit, of which there is always more. */
  Changes withoutLimit() {
    return new Changes(NO, adjusted, consumed, held, lapsed, overage, NO);
  }

  /** What was brought in, as the source's own figures tell it. */
  Quantity brought(Source source) {
    return source.kind() == Source.Kind.ADJUSTMENT ? adjusted : granted;
  }
}
