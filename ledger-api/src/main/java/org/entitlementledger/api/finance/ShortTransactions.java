package org.entitlementledger.api.finance;

import java.util.function.Supplier;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.Dialect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs short transactions in turn with the other writers of this process. */
@Component
final class ShortTransactions {
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final WriteTurn turn;
  private final Dialect dialect;

  ShortTransactions(JdbcTemplate jdbc, PlatformTransactionManager manager, WriteTurn turn) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(manager);
    this.turn = turn;
    this.dialect = Dialect.of(jdbc);
  }

  /** Runs {@code work} in a transaction; what it wrote is then durable. */
  <T> @Nullable T run(Supplier<@Nullable T> work) {
    turn.take();
    try {
      T done = transaction.execute(status -> work.get());
      dialect.sync(jdbc);
      return done;
    } finally {
      turn.end();
    }
  }
}
