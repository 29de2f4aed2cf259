package org.entitlementledger.api.admin;

import java.time.Instant;
import java.util.function.Supplier;
import org.entitlementledger.api.ledger.tables.ErasedNames;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.Dialect;
import org.entitlementledger.projections.directory.DirectoryQueries;
import org.entitlementledger.projections.directory.Erasure;
import org.entitlementledger.projections.log.HeadTable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets people (DESIGN.md, decision 8). The directory loses their names first, under the head's
 * lock, so that no later command writes them; then the responses that earlier versions stored lose
 * them, in pieces. A client that gets no answer repeats the request.
 */
@Component
final class Erasures {
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final WriteTurn turn;
  private final HeadTable head;
  private final DirectoryQueries directory;
  private final Dialect dialect;

  Erasures(
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      WriteTurn turn,
      DirectoryQueries directory) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.turn = turn;
    this.directory = directory;
    head = new HeadTable(jdbc);
    dialect = Dialect.of(jdbc);
  }

  /**
   * Forgets a person; of one who was forgotten before, the first record stays.
   *
   * @throws Refusal {@code not-found} where there is no name to forget, now or earlier
   */
  Erasure erase(String personId, String actor, String reason) {
    inTurn(
        () -> {
          keep(personId, actor, reason);
          return null;
        });
    ErasedNames.@Nullable Place last = null;
    do {
      var after = last;
      last = inTurn(() -> ErasedNames.erase(jdbc, personId, after));
    } while (last != null);
    return directory.erasures(personId, null, 1).items().getFirst();
  }

  private void keep(String personId, String actor, String reason) {
    Instant now = head.lock().now();
    boolean known = jdbc.update("delete from directory where person_id = ?", personId) > 0;
    if (!known && directory.erasures(personId, null, 1).items().isEmpty()) {
      throw Refusal.of(
              Problem.NOT_FOUND, "the ledger knows no name or address of a person with this id")
          .with("personId", personId);
    }
    jdbc.update(
        "insert into erasure (person_id, erased_at, actor, reason) values (?, ?, ?, ?)"
            + " on conflict do nothing",
        personId,
        Instants.sql(now),
        actor,
        reason);
  }

  private <T> @Nullable T inTurn(Supplier<@Nullable T> work) {
    turn.take();
    try {
      T done = transactions.execute(status -> work.get());
      dialect.sync(jdbc);
      return done;
    } finally {
      turn.end();
    }
  }
}
