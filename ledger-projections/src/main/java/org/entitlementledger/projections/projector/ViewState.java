package org.entitlementledger.projections.projector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a view is.
 *
 * @param position the last event that its rows reflect
 * @param head the last event of the log when this was looked at
 * @param behind for how long there have been events that it does not reflect; zero where it
 *     reflects all
 * @param error why this node's follower cannot go on; absent where it does, or another node follows
 */
public record ViewState(
    String view, long position, long head, Duration behind, @Nullable String error) {
  private static final Duration MOST_BEHIND = Duration.ofSeconds(10);
  private static final Duration MOST_BEHIND_IN_ERROR = Duration.ofSeconds(1);

  /** Whether its rows may be shown: it neither fails nor lags too much. */
  public boolean serves() {
    Duration most = error == null ? MOST_BEHIND : MOST_BEHIND_IN_ERROR;
    return behind.compareTo(most) < 0;
  }
}
