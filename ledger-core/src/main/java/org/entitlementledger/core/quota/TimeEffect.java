package org.entitlementledger.core.quota;

import java.time.Instant;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;

/**
 * What the passing of time does to a source, such as the lapse of an allowance.
 *
 * @param rank its turn among what happens at one instant (CATALOGUE.md, "At one instant, things
 *     happen in this order")
 * @param movement what happened, in the words of movements
 * @param quantity above 0
 * @param change what it does to what is available, signed
 */
public record TimeEffect(
    Instant time,
    int rank,
    String movement,
    Quantity quantity,
    Source source,
    Window window,
    Quantity change) {
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
}
