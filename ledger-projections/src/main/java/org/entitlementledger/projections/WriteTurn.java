package org.entitlementledger.projections;

import java.util.concurrent.locks.ReentrantLock;
import org.entitlementledger.projections.database.Dialect;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * In an embedded database, transactions that write take turns. Whenever one of them commits, it
 * stores what all have done so far, a row perhaps without its undo record. After a kill such a row
 * seems to be held by a transaction of the new process, and whoever wants it waits for ever, at
 * full speed. A server needs no turns.
 */
public final class WriteTurn {
  private final boolean needed;

  /** Held in a turn. */
  private final ReentrantLock turn = new ReentrantLock(true);

  /** Held by the one of all but the writer that waits for the next turn, or has it. */
  private final ReentrantLock next = new ReentrantLock(true);

  /** For all that write to the database of {@code jdbc} from this process. */
  public WriteTurn(JdbcOperations jdbc) {
    needed = Dialect.of(jdbc).embedded();
  }

  /** Waits for the turn, behind those who came before. */
  public void take() {
    if (needed) {
      next.lock();
      turn.lock();
    }
  }

  /**
   * Waits for the end of the turn that is taken: for the writer, which clients wait for, and which
   * takes all at once that came meanwhile. Not in a turn that was taken otherwise.
   */
  public void takeFirst() {
    if (needed) {
      turn.lock();
    }
  }

  /** Gives the turn away. */
  public void end() {
    if (needed) {
      turn.unlock();
      if (next.isHeldByCurrentThread()) {
        next.unlock();
      }
    }
  }
}
