package org.entitlementledger.projections.projector;

import java.time.Duration;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.entitlementledger.projections.BackgroundLoop;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;

/**
 * Advances views that are behind their group: those that were set aside, and those that an earlier
 * version left at another position. Each advances alone, in its own transactions.
 */
final class CatchUp implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(250);

  /**
   * The most events in one transaction, whose end the writer may wait for. It is more than a group
   * takes, so that a view catches up under any load.
   */
  private static final int PAGE = 500;

  private final List<ViewGroup> groups;
  private final Projector projector;
  private final LogTable log;
  private final ConditionalTokenStore tokens;
  private final TransactionManager transactions;
  private final ViewPositions positions;
  private final BackgroundLoop loop = new BackgroundLoop("view catch-up", this::round);

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
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  /** Applies a page of events to each view that is behind. */
  private Duration round() {
    boolean moved = false;
    for (ViewGroup group : groups) {
      for (GroupMember member : group.members()) {
        if (behind(group, member) && member.due()) {
          moved |= advanceSafely(group, member);
        }
      }
    }
    return moved ? Duration.ZERO : PAUSE;
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
      // The processor notices too, and reads the stored positions of its views.
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
