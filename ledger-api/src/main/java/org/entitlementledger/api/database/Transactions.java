package org.entitlementledger.api.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.Dialect;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** The writer's transactions, on connections of its own. */
public final class Transactions implements AutoCloseable {
  private static final TransactionDefinition PLAIN = new DefaultTransactionDefinition();

  private final HikariDataSource connections;
  private final DataSourceTransactionManager manager;
  private final JdbcTemplate jdbc;
  private final WriteTurn turn;
  private final Dialect dialect;

  public Transactions(HikariDataSource connections, WriteTurn turn) {
    this.connections = connections;
    this.turn = turn;
    this.manager = new DataSourceTransactionManager(connections);
    this.jdbc = new JdbcTemplate(connections);
    this.dialect = Dialect.of(jdbc);
  }

  /** What its transactions run on. */
  public DataSource connections() {
    return connections;
  }

  /** What runs on it within {@link #run} takes part in the transaction. */
  public JdbcTemplate jdbc() {
    return jdbc;
  }

  /** A commit ended without an answer: it went in, or it did not. */
  public static final class UnknownOutcome extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownOutcome(Throwable cause) {
      super("the commit ended without an answer", cause);
    }
  }

  /**
   * Runs {@code work} and makes durable what it wrote. Whatever it throws is thrown, and nothing
   * was written.
   *
   * @throws org.springframework.transaction.CannotCreateTransactionException where there is no
   *     connection
   * @throws UnknownOutcome where nobody knows whether it was committed
   */
  public void run(Runnable work) {
    turn.takeFirst();
    try {
      inTurn(work);
    } finally {
      turn.end();
    }
    // views take their turn while the disk works
    atCommit(() -> dialect.awaitDisk(jdbc));
  }

  private void inTurn(Runnable work) {
    TransactionStatus transaction = manager.getTransaction(PLAIN);
    try {
      work.run();
    } catch (RuntimeException | Error fault) {
      rollback(transaction, fault);
      throw fault;
    }
    atCommit(
        () -> {
          manager.commit(transaction);
          dialect.write(jdbc);
        });
  }

  private static void atCommit(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException fault) {
      throw new UnknownOutcome(fault);
    }
  }

  private void rollback(TransactionStatus transaction, Throwable fault) {
    try {
      manager.rollback(transaction);
    } catch (TransactionException broken) {
      fault.addSuppressed(broken);
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
