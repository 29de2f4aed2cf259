package org.entitlementledger.core.standing;

import java.time.Instant;
import java.util.Comparator;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.jspecify.annotations.Nullable;

/**
 * A line of a {@link Statement}.
 *
 * @param recorded absent where it follows from time alone
 * @param movement what happened to the quantity: granted, consumed, returned, lapsed
 * @param available what its window had left after it; absent without a limit
 */
public record StatementLine(
    Place place,
    @Nullable Recorded recorded,
    String movement,
    Quantity quantity,
    Source source,
    Window window,
    @Nullable Quantity available) {

  /** When it took effect. */
  public Instant occurredAt() {
    return place.time;
  }

  /**
   * A movement as it was recorded.
   *
   * @param ordinal its place in its event
   */
  public record Recorded(
      long position, int ordinal, String type, Instant recordedAt, Movement movement) {
    Place place() {
      return new Place(movement.effectiveAt(), Place.COMMANDS, position, ordinal, 0);
    }
  }

  /**
   * Where a line stands. At one instant windows close, then open, then commands move quota
   * (CATALOGUE.md, "At one instant, things happen in this order").
   *
   * @param sequel 1 for what follows at once from a recorded movement
   */
  public record Place(Instant time, int rank, long position, int ordinal, int sequel)
      implements Comparable<Place> {
    /** Windows close. */
    public static final int CLOSES = 0;

    /** Windows open. */
    public static final int OPENS = 1;

    /** Commands move quota. */
    public static final int COMMANDS = 2;

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::time)
            .thenComparingInt(Place::rank)
            .thenComparingLong(Place::position)
            .thenComparingInt(Place::ordinal)
            .thenComparingInt(Place::sequel);

    /** Before everything that happens at {@code time}. */
    public static Place before(Instant time) {
      return new Place(time, CLOSES, 0, 0, -1);
    }

    /** After the windows that end at {@code time}: where a period that ends then ends. */
    public static Place closed(Instant time) {
      return new Place(time, CLOSES, Long.MAX_VALUE, Integer.MAX_VALUE, 1);
    }

    /** After everything that happens at {@code time}. */
    public static Place after(Instant time) {
      return new Place(time, COMMANDS, Long.MAX_VALUE, Integer.MAX_VALUE, 1);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }
}
