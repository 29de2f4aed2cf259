package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.Locale;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * One change of one source, decided once, stored in its event, and never computed again (DOMAIN.md,
 * "Quota").
 *
 * @param window the entitlement's window that the movement counts in
 * @param quantity above 0
 * @param effectiveAt when it took effect
 * @param holdId the hold that it makes, ends or draws on
 * @param holdEnds of a movement that holds: when the hold is over by itself, as known when it was
 *     recorded
 * @param holdUntilContractEnd whether the hold has no end of its own but that of its contract,
 *     which may change; absent in older events
 * @param lot of a movement that grants: how long the source lives
 */
public record Movement(
    Kind kind,
    String entitlement,
    Source source,
    Window window,
    Quantity quantity,
    Instant effectiveAt,
    @Nullable String holdId,
    @Nullable Instant holdEnds,
    @Nullable Lot lot,
    @Nullable Boolean holdUntilContractEnd) {
  /** What happened to the quantity. */
  public enum Kind {
    /** The source is there, with all of it. */
    GRANTED,
    /** It was used; with a hold id it was held before. */
    CONSUMED,
    /** It is there again, as if it had not been used. */
    RETURNED,
    /** An adjustment took it away. */
    DEDUCTED,
    /** It is reserved. */
    HELD,
    /** It is no longer reserved. */
    RELEASED,
    /** What came back to a source that had ended is gone at once. */
    LAPSED,
    /** The source ended before its time; the quantity is what was unused. */
    REVOKED;

    /** As answers write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What it adds to the figures of its source. */
  public Effect effect() {
    return Effect.of(this);
  }

  /** A movement that neither holds nor grants. */
  public static Movement of(
      Kind kind,
      String entitlement,
      Source source,
      Window window,
      Quantity quantity,
      Instant effectiveAt) {
    return new Movement(
        kind, entitlement, source, window, quantity, effectiveAt, null, null, null, null);
  }

  /** The same quantity of the same source and window in another movement. */
  public Movement as(Kind next, Instant at) {
    return of(next, entitlement, source, window, quantity, at);
  }

  /** A movement that makes a source. */
  public static Movement granting(
      String entitlement, Source source, Window window, Quantity quantity, Lot lot) {
    return new Movement(
        Kind.GRANTED, entitlement, source, window, quantity, lot.starts(), null, null, lot, null);
  }

  /** The same on behalf of a hold that it settles. */
  public Movement ofHold(String id) {
    return holding(id, null, null);
  }

  /** The same as part of a hold. */
  public Movement holding(String id, @Nullable Instant ends, @Nullable Boolean untilContractEnd) {
    return new Movement(
        kind, entitlement, source, window, quantity, effectiveAt, id, ends, null, untilContractEnd);
  }

  /** The same in another window, of another source. */
  public Movement in(Window other, Source from) {
    return new Movement(
        kind,
        entitlement,
        from,
        other,
        quantity,
        effectiveAt,
        holdId,
        holdEnds,
        lot,
        holdUntilContractEnd);
  }

  /** The same with another quantity. */
  public Movement with(Quantity other) {
    return new Movement(
        kind,
        entitlement,
        source,
        window,
        other,
        effectiveAt,
        holdId,
        holdEnds,
        lot,
        holdUntilContractEnd);
  }
}
