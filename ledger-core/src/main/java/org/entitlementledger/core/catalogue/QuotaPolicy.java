package org.entitlementledger.core.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * How a counted entitlement behaves at its edges, each policy resolved to the nearest setting
 * (CATALOGUE.md, "Policies").
 *
 * @param overageValue of a unit of overage
 * @param carriesOverage whether the next window starts with the overage of this one consumed
 * @param rollover absent where nothing rolls over
 * @param immediateDowngrade whether a downgrade may take effect inside the term, with approval
 * @param drawOrder the order in which sources are drawn; ties go on to the next key
 * @param thresholds percents consumed at which a notice is raised, ascending
 * @param onePersonAdjusts whether an adjustment takes effect without a second person
 */
public record QuotaPolicy(
    boolean proratesPartialPeriods,
    Overage overage,
    @Nullable Money overageValue,
    boolean carriesOverage,
    @Nullable Rollover rollover,
    TierChange tierChange,
    boolean immediateDowngrade,
    List<DrawKey> drawOrder,
    List<Integer> thresholds,
    boolean onePersonAdjusts) {

  /** What happens past the limit. */
  public enum Overage {
    REJECT,
    ALLOW,
    APPROVE;

    /** As the catalogue writes it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the new tier gives to the window in progress. */
  public enum TierChange {
    NEW_LIMIT_MINUS_USED,
    PRORATE,
    FRESH;

    /** As the catalogue writes it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A property of a source that decides which is drawn first. */
  public enum DrawKey {
    PRIORITY,
    ENDS,
    PROMOTIONAL,
    STARTS,
    RECORDED;

    /** As the catalogue writes it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What of an allowance opens the next window.
   *
   * @param max at most this much; absent without a bound
   * @param min at least this much, even from nothing
   * @param periods how many windows it lives, 1 or more
   * @param maxTotal bounds all that are alive; the oldest is trimmed first
   * @param priority 0–100, lower is drawn first
   */
  public record Rollover(
      @Nullable Quantity max,
      Quantity min,
      int periods,
      @Nullable Quantity maxTotal,
      int priority) {}

  /**
   * The thresholds that a consumption reaches, ascending.
   *
   * @param base of which the percents are: what was granted, with adjustments
   */
  public List<Integer> reached(Quantity base, Quantity consumed) {
    if (!base.isPositive()) {
      return List.of();
    }
    BigDecimal hundredfold = consumed.value().movePointRight(2);
    return thresholds.stream()
        .filter(
            percent ->
                hundredfold.compareTo(base.value().multiply(BigDecimal.valueOf(percent))) >= 0)
        .toList();
  }

  /** The order unless the catalogue says otherwise. */
  public static final List<DrawKey> USUAL_ORDER = List.of(DrawKey.values());

  /** Every policy at its default. */
  public static final QuotaPolicy USUAL =
      new QuotaPolicy(
          false,
          Overage.REJECT,
          null,
          false,
          null,
          TierChange.NEW_LIMIT_MINUS_USED,
          false,
          USUAL_ORDER,
          List.of(),
          false);
}
