package org.entitlementledger.api.ledger.tables;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.Dialect;
import org.entitlementledger.projections.log.HeadTable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores first responses under idempotency keys for requests that are no commands: backups,
 * rebuilds, verifications. The work is not in the transaction that stores its response, so it is
 * repeated after a crash between the two.
 */
@Component
public final class IdempotencyStore {
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final WriteTurn turn;
  private final HeadTable head;
  private final Dialect dialect;
  private final ConcurrentMap<Asked, CompletableFuture<Boolean>> running =
      new ConcurrentHashMap<>();

  private record Asked(String caller, String key) {}

  IdempotencyStore(JdbcTemplate jdbc, PlatformTransactionManager manager, WriteTurn turn) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(manager);
    this.turn = turn;
    this.head = new HeadTable(jdbc);
    this.dialect = Dialect.of(jdbc);
  }

  /**
   * Does the work, or gives its first answer again. Who asks the same meanwhile waits. What {@code
   * work} throws is thrown and not kept.
   *
   * @throws IdempotencyConflict where the caller used the key for another request
   */
  public StoredResponse once(String caller, IdempotencyKey key, Supplier<StoredResponse> work) {
    var asked = new Asked(caller, key.key());
    var mine = new CompletableFuture<Boolean>();
    for (var other = running.putIfAbsent(asked, mine);
        other != null;
        other = running.putIfAbsent(asked, mine)) {
      other.join();
    }
    try {
      StoredResponse first = find(new StoredResults(jdbc), caller, key);
      return first == null ? keep(caller, key, work.get()) : first;
    } finally {
      running.remove(asked, mine);
      mine.complete(true);
    }
  }

  private static @Nullable StoredResponse find(
      StoredResults results, String caller, IdempotencyKey key) {
    results.load(Set.of(key.key()));
    return results.findAnswer(caller, key);
  }

  /** Under the head's lock, since a command may have the same key; another node may be first. */
  private StoredResponse keep(String caller, IdempotencyKey key, StoredResponse answer) {
    turn.take();
    try {
      StoredResponse stored =
          transaction.execute(
              status -> {
                head.lock();
                var results = new StoredResults(jdbc);
                StoredResponse first = find(results, caller, key);
                if (first == null) {
                  results.keep(caller, key, new StoredResult.Response(answer), null);
                  results.write();
                }
                return first == null ? answer : first;
              });
      dialect.sync(jdbc);
      return Objects.requireNonNull(stored);
    } finally {
      turn.end();
    }
  }
}
