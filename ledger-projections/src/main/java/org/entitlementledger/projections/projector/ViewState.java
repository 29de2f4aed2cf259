package org.entitlementledger.projections.projector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of a view.
 *
 * @param position the last event that its rows reflect
 * @param head the last event of the log at the same time
 * @param behind how long it has lacked events of the log; zero if it reflects all
 * @param error the error that stops it on this node; null without one or if another node follows it
 */
public record ViewState(
    String view, long position, long head, Duration behind, @Nullable String error) {
  private static final Duration MOST_BEHIND = Duration.ofSeconds(10);
  private static final Duration MOST_BEHIND_IN_ERROR = Duration.ofSeconds(1);

  /** Whether its rows may be shown: it does not fail or lag too much. */
  public boolean serves() {
    Duration most = error == null ? MOST_BEHIND : MOST_BEHIND_IN_ERROR;
    return behind.compareTo(most) < 0;
  }
}
