package org.entitlementledger.projections.projector;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.entitlementledger.projections.BackgroundLoop;
import org.entitlementledger.projections.log.HeadTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Measures periodically how far each view is behind the log, whichever node follows it, and
 * restarts the followers when the database is back.
 */
final class LagMonitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LagMonitor.class);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Followers followers;
  private final HeadTable head;
  private final ViewPositions positions;
  private final Map<String, Goal> goals = new HashMap<>();
  private final BackgroundLoop loop = new BackgroundLoop("view watch", this::watch);
  private boolean away;

  LagMonitor(Followers followers, HeadTable head, ViewPositions positions) {
    this.followers = followers;
    this.head = head;
    this.positions = positions;
  }

  /** A former head of the log that a view has yet to reach. */
  private record Goal(long position, long nanos) {}

  void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  private Duration watch() {
    try {
      look();
      if (away) {
        away = false;
        LOG.info("the database is back, the views go on");
        followers.startAfresh();
      }
    } catch (DataAccessException gone) {
      if (!away) {
        LOG.warn("the database is away, the views wait: {}", gone.getMessage());
      }
      away = true;
    } catch (RuntimeException unexpected) {
      LOG.error("looking at the views failed", unexpected);
    }
    return PAUSE;
  }

  private void look() {
    long end = head.read().size();
    Map<String, Long> stand = positions.read();
    long now = System.nanoTime();
    for (String view : followers.names()) {
      long position = stand.getOrDefault(view, 0L);
      Goal goal = goals.get(view);
      // A promoted standby may never reach the goal.
      if (goal != null && position >= Math.min(goal.position, end)) {
        goal = null;
      }
      if (goal == null && position < end) {
        goal = new Goal(end, now);
      }
      setGoal(view, goal);
      positions.saw(new ViewState(view, position, end, behind(goal, now), followers.error(view)));
    }
  }

  private void setGoal(String view, @Nullable Goal goal) {
    if (goal == null) {
      goals.remove(view);
    } else {
      goals.put(view, goal);
    }
  }

  private static Duration behind(@Nullable Goal goal, long now) {
    return goal == null ? Duration.ZERO : Duration.ofNanos(now - goal.nanos);
  }
}
