package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.Locale;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;

/**
 * What the passing of time does to a source, such as the lapse of an allowance.
 *
 * @param rank its turn among what happens at one instant (CATALOGUE.md, "At one instant, things
 *     happen in this order")
 * @param quantity above 0
 * @param window in which it counts
 */
public record TimeEffect(
    Instant time, int rank, Type type, Quantity quantity, Source source, Window window) {
  /** What expires, expires. */
  public static final int EXPIRES = 0;

  /** A tier change takes back. */
  public static final int CHANGES = 1;

  /** Windows close. */
  public static final int CLOSES = 2;

  /** New windows open, and what rolled over with them. */
  public static final int OPENS = 3;

  /** Overage is carried into what has opened. */
  public static final int CARRIES = 4;

  /** Commands move quota; new grants begin with theirs. */
  public static final int COMMANDS = 5;

  /** What happens to the quantity. */
  public enum Type {
    /** An allowance begins, or what rolled over. */
    GRANTED,
    /** The overage of the window before is drawn from it. */
    CONSUMED,
    /** A hold's time is over. */
    RELEASED,
    /** It ended unused. */
    LAPSED,
    /** It goes on into the next window, where another source begins with it. */
    ROLLED_OVER,
    /** A tier change ended the allowance before all of it was used. */
    TAKEN_BACK;

    /** As answers write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What it adds to the figures of its source. */
  public Effect effect() {
    return Effect.of(this);
  }
}
