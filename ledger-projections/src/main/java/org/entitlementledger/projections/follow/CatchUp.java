package org.entitlementledger.projections.follow;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;

/**
 * Brings views forward that are behind their group: those that were set aside, and those that an
 * earlier version left at another position. Each goes alone, in transactions of its own.
 */
final class CatchUp implements AutoCloseable {
  private static final int EVERY_MILLIS = 250;

  /**
   * Events in one transaction: on H2 the writer waits for its end. More than a group takes, so that
   * a view catches up under any load.
   */
  private static final int PAGE = 500;

  private final List<ViewGroup> groups;
  private final Projector projector;
  private final LogTable log;
  private final ConditionalTokenStore tokens;
  private final TransactionManager transactions;
  private final ViewPositions positions;
  private final Thread thread =
      Thread.ofPlatform().daemon(true).name("view catch-up").unstarted(this::run);
  private final CountDownLatch closed = new CountDownLatch(1);

  CatchUp(
      List<ViewGroup> groups,
      Projector projector,
      LogTable log,
      ConditionalTokenStore tokens,
      TransactionManager transactions,
      ViewPositions positions) {
    this.groups = groups;
    this.projector = projector;
    this.log = log;
    this.tokens = tokens;
    this.transactions = transactions;
    this.positions = positions;
  }

  void start() {
    thread.start();
  }

  /** Ends. H2 closes its file under a thread that is interrupted, so the thread ends by itself. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        boolean more = true;
        while (more && closed.getCount() > 0) {
          more = round();
        }
      } while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes a page of events into each view that is behind; gives whether there was any. */
  private boolean round() {
    boolean moved = false;
    for (ViewGroup group : groups) {
      for (GroupMember member : group.members()) {
        if (behind(group, member) && member.due()) {
          moved |= advanceSafely(group, member);
        }
      }
    }
    return moved;
  }

  private static boolean behind(ViewGroup group, GroupMember member) {
    return group.claimed() && member.position() < group.position();
  }

  private boolean advanceSafely(ViewGroup group, GroupMember member) {
    try {
      boolean moved = transactions.fetchInTransaction(() -> advance(group, member));
      if (moved) {
        positions.reached(member.name(), member.position());
        member.recovered();
      }
      return moved;
    } catch (UnableToClaimTokenException changed) {
      // the processor finds out too, and reads where its views stand
      group.released();
    } catch (RuntimeException failed) {
      member.failed(failed);
    } finally {
      if (member.lock().isHeldByCurrentThread()) {
        member.lock().unlock();
      }
    }
    return false;
  }

  private boolean advance(ViewGroup group, GroupMember member) {
    if (!member.lock().tryLock() || !behind(group, member)) {
      return false;
    }
    List<LoggedEvent> events = log.after(member.position(), group.position(), PAGE);
    if (events.isEmpty()) {
      return false;
    }
    projector.apply(member.view(), events);
    tokens.move(group, member, events.getLast().position());
    return true;
  }
}
