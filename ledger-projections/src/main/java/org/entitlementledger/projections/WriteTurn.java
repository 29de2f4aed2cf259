package org.entitlementledger.projections;

import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * On H2, transactions that write take turns. Whenever one of them commits, H2 stores what all have
 * done so far, a row perhaps without the note that it is to be undone. After a kill such a row is
 * taken for one that a transaction of the new process holds, and whoever wants it waits for ever,
 * at full speed. PostgreSQL needs no turns.
 */
public final class WriteTurn {
  private final boolean needed;
  private final ReentrantLock lock = new ReentrantLock(true);

  /** For all that write to the database of {@code jdbc} from this process. */
  public WriteTurn(JdbcOperations jdbc) {
    needed = Dialect.of(jdbc) == Dialect.H2;
  }

  /** Waits for the turn. */
  public void take() {
    if (needed) {
      lock.lock();
    }
  }

  /** Gives the turn to whoever waits longest. */
  public void end() {
    if (needed) {
      lock.unlock();
    }
  }
}
