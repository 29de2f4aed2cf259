package org.entitlementledger.core.statement;

import java.time.Instant;
import java.util.Comparator;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Effect;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.quota.TimeEffect;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a {@link Journal}.
 *
 * @param recorded absent where it follows from time alone
 * @param movement what happened to the quantity: granted, consumed, returned, lapsed, …
 * @param window in which it counts
 * @param effect what it adds to the figures of its source
 * @param unlimited whether the source had no limit at that time
 */
public record JournalEntry(
    Place place,
    @Nullable Recorded recorded,
    String movement,
    Quantity quantity,
    Source source,
    Window window,
    Effect effect,
    boolean unlimited) {

  /** When it took effect. */
  public Instant occurredAt() {
    return place.time;
  }

  static JournalEntry of(Recorded recorded, Effect effect, boolean unlimited) {
    Movement moved = recorded.movement();
    return new JournalEntry(
        recorded.place(),
        recorded,
        moved.kind().key(),
        moved.quantity(),
        moved.source(),
        moved.window(),
        effect,
        unlimited);
  }

  static JournalEntry of(Place place, TimeEffect byTime, Effect effect, boolean unlimited) {
    return new JournalEntry(
        place,
        null,
        byTime.type().key(),
        byTime.quantity(),
        byTime.source(),
        byTime.window(),
        effect,
        unlimited);
  }

  /**
   * A movement as it was recorded.
   *
   * @param ordinal its place in its event
   */
  public record Recorded(
      long position, int ordinal, String type, Instant recordedAt, Movement movement) {
    Place place() {
      return new Place(movement.effectiveAt(), TimeEffect.COMMANDS, position, ordinal);
    }
  }

  /**
   * Where an entry stands.
   *
   * @param rank its turn among what happens at one instant, see {@link TimeEffect}
   * @param position of the event; 0 where it follows from time alone
   * @param ordinal its place in the event, or among what follows at that turn
   */
  public record Place(Instant time, int rank, long position, int ordinal)
      implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::time)
            .thenComparingInt(Place::rank)
            .thenComparingLong(Place::position)
            .thenComparingInt(Place::ordinal);

    /** Before everything that happens at {@code time}. */
    public static Place before(Instant time) {
      return new Place(time, -1, 0, 0);
    }

    /**
     * After what ends at {@code time}: where a period that ends then ends (FINANCE.md, "Periods").
     */
    public static Place closed(Instant time) {
      return new Place(time, TimeEffect.CLOSES, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** After everything that happens at {@code time}. */
    public static Place after(Instant time) {
      return new Place(time, TimeEffect.COMMANDS, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }
}
