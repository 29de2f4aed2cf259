package org.entitlementledger.projections.remaining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.projections.Instants;
import org.jspecify.annotations.Nullable;

/** What became of one source in one window, or in one hold: the net of all movements. */
final class RemainingRow {
  /** What never stops to matter. */
  private static final Instant ALWAYS = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final Key key;
  private final Instant windowEnd;
  private Quantity consumed = Quantity.ZERO;
  private Quantity deducted = Quantity.ZERO;
  private Quantity lapsed = Quantity.ZERO;
  private Quantity held = Quantity.ZERO;
  private @Nullable String movement;
  private @Nullable Instant revokedAt;
  private long recorded;
  private long position;
  private long touched;

  /**
   * Which one.
   *
   * @param holdId empty where it is no hold
   */
  record Key(
      String accountId,
      Instant until,
      String entitlement,
      Instant windowStart,
      String sourceKind,
      String sourceId,
      String holdId) {
    static Key of(String accountId, Movement movement, String holdId) {
      boolean window = movement.source().kind() == Source.Kind.ALLOWANCE;
      return new Key(
          accountId,
          window ? movement.window().end() : ALWAYS,
          movement.entitlement(),
          movement.window().start(),
          movement.source().kind().key(),
          movement.source().id(),
          holdId);
    }

    /** The primary key of the row. */
    org.entitlementledger.projections.row.Key row() {
      return org.entitlementledger.projections.row.Key.of(
          accountId,
          Instants.sql(until),
          entitlement,
          Instants.sql(windowStart),
          sourceKind,
          sourceId,
          holdId);
    }
  }

  RemainingRow(Key key, Instant windowEnd) {
    this.key = key;
    this.windowEnd = windowEnd;
  }

  static RemainingRow of(ResultSet row) throws SQLException {
    var key =
        new Key(
            row.getString("account_id"),
            Instants.of(row, "until"),
            row.getString("entitlement"),
            Instants.of(row, "window_start"),
            row.getString("source_kind"),
            row.getString("source_id"),
            row.getString("hold_id"));
    var read = new RemainingRow(key, Instants.of(row, "window_end"));
    read.consumed = new Quantity(row.getBigDecimal("consumed"));
    read.deducted = new Quantity(row.getBigDecimal("deducted"));
    read.lapsed = new Quantity(row.getBigDecimal("lapsed"));
    read.held = new Quantity(row.getBigDecimal("held"));
    read.movement = row.getString("movement");
    read.revokedAt = row.getObject("revoked_at") == null ? null : Instants.of(row, "revoked_at");
    read.recorded = row.getLong("recorded");
    read.position = row.getLong("position");
    return read;
  }

  long recorded() {
    return recorded;
  }

  /** Whether it reflects the event at {@code at} already. */
  boolean reflects(long at) {
    return position >= at;
  }

  /** Takes in one movement of the event at {@code at}. */
  void apply(Movement moved, long at) {
    Quantity quantity = moved.quantity();
    boolean ofHold = !key.holdId.isEmpty();
    switch (moved.kind()) {
      case CONSUMED -> {
        held = ofHold ? held.minus(quantity) : held;
        consumed = ofHold ? consumed : consumed.plus(quantity);
      }
      case RETURNED -> consumed = consumed.minus(quantity);
      case DEDUCTED -> deducted = deducted.plus(quantity);
      case LAPSED -> lapsed = lapsed.plus(quantity);
      case HELD -> {
        held = held.plus(quantity);
        movement = LedgerJson.mapper().writeValueAsString(moved);
      }
      case RELEASED -> held = held.minus(quantity);
      case GRANTED -> {
        movement = LedgerJson.mapper().writeValueAsString(moved);
        recorded = at;
      }
      case REVOKED -> {
        lapsed = lapsed.plus(quantity);
        revokedAt = moved.effectiveAt();
      }
    }
    touched = at;
  }

  /** Ends the event whose movements were taken in. */
  void reached() {
    position = Math.max(position, touched);
  }

  /** The values in the order of {@link RemainingProjection}'s columns. */
  @Nullable Object[] values() {
    return new @Nullable Object[] {
      key.accountId,
      Instants.sql(key.until),
      key.entitlement,
      Instants.sql(key.windowStart),
      key.sourceKind,
      key.sourceId,
      key.holdId,
      Instants.sql(windowEnd),
      consumed.value(),
      deducted.value(),
      lapsed.value(),
      held.value(),
      movement,
      revokedAt == null ? null : Instants.sql(revokedAt),
      recorded,
      position
    };
  }

  /** What granted or held it, first of all; empty where nothing did. */
  List<Movement> beginnings() {
    if (movement == null) {
      return List.of();
    }
    Movement first = LedgerJson.mapper().readValue(movement, Movement.class);
    if (first.kind() == Movement.Kind.HELD) {
      return held.isPositive() ? List.of(first.with(held)) : List.of();
    }
    return List.of(first);
  }

  /** The net of what else became of it. */
  List<Movement> rest() {
    var movements = new ArrayList<Movement>();
    add(movements, Movement.Kind.CONSUMED, consumed);
    add(movements, Movement.Kind.DEDUCTED, deducted);
    add(movements, Movement.Kind.LAPSED, lapsed);
    if (revokedAt != null) {
      movements.add(movement(Movement.Kind.REVOKED, Quantity.ZERO, revokedAt));
    }
    return movements;
  }

  private void add(List<Movement> movements, Movement.Kind kind, Quantity quantity) {
    if (quantity.isPositive()) {
      movements.add(movement(kind, quantity, key.windowStart));
    }
  }

  private Movement movement(Movement.Kind kind, Quantity quantity, Instant time) {
    var source =
        new Source(Source.Kind.valueOf(key.sourceKind.toUpperCase(Locale.ROOT)), key.sourceId);
    var window = new Window(key.windowStart, windowEnd);
    return Movement.of(kind, key.entitlement, source, window, quantity, time);
  }
}
