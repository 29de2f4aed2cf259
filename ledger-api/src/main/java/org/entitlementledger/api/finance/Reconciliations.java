package org.entitlementledger.api.finance;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.entitlementledger.api.ledger.tables.IdempotencyKey;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.ledger.tables.StoredResult;
import org.entitlementledger.api.ledger.tables.StoredResults;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.api.web.request.Upload;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.register.RegisterQueries;
import org.entitlementledger.projections.voucher.VoucherQueries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reconciles files of redemptions one after the other, in pieces between which commands run; a last
 * short transaction makes all lines visible. A crash leaves nothing visible, and the next
 * reconciliation removes the rest.
 */
@Component
final class Reconciliations {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliations.class);

  /** What the findings are made from. */
  private static final List<String> VIEWS =
      List.of(VoucherQueries.VIEW, RegisterQueries.VIEW, AccountQueries.VIEW);

  /** The most lines that one transaction removes. */
  private static final int PIECE = 1_000;

  /** For so long a file waits for others, on this node and on all. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final JdbcTemplate jdbc;
  private final ShortTransactions transactions;
  private final LedgerClock clock;
  private final ViewPositions views;
  private final VoucherLookup redeemables;
  private final ReconciliationTable table;
  private final EarlierLines earlier;
  private final HeadTable headTable;

  /** Held by the one that is running on this node. */
  private final Semaphore here = new Semaphore(1, true);

  Reconciliations(
      JdbcTemplate jdbc,
      ShortTransactions transactions,
      LedgerClock clock,
      ViewPositions views,
      VoucherLookup redeemables) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
    this.views = views;
    this.redeemables = redeemables;
    this.table = new ReconciliationTable(jdbc);
    this.earlier = new EarlierLines(jdbc);
    this.headTable = new HeadTable(jdbc);
  }

  /**
   * Takes a file.
   *
   * @param period narrows what the file is found to lack to exams of these days
   * @throws Refusal {@code validation} where the file is no CSV or lacks a column
   * @throws RequestRejected {@code unavailable} where others are reconciled for too long
   */
  StoredResponse take(Upload upload, @Nullable Days period, String actor)
      throws InterruptedException {
    RedemptionFile.read(upload.file(), wellFormed -> {});
    if (!here.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw busy();
    }
    try {
      StoredResponse first = first(upload.key(), actor);
      return first == null ? made(upload, period, actor) : first;
    } finally {
      here.release();
    }
  }

  private static RequestRejected busy() {
    return new RequestRejected(Slug.UNAVAILABLE, "other files are being reconciled");
  }

  private @Nullable StoredResponse first(@Nullable IdempotencyKey key, String actor) {
    return key == null ? null : find(new StoredResults(jdbc), key, actor);
  }

  private static @Nullable StoredResponse find(
      StoredResults results, IdempotencyKey key, String actor) {
    results.load(Set.of(key.key()));
    return results.findAnswer(actor, key);
  }

  private StoredResponse made(Upload upload, @Nullable Days period, String actor)
      throws InterruptedException {
    Head head = clock.head();
    views.await(VIEWS, head.size());
    String id = UUID.randomUUID().toString();
    long number = begin(id, actor, head);
    boolean done = false;
    try {
      removeAbandoned(number);
      // another node may have done it meanwhile
      StoredResponse first = first(upload.key(), actor);
      if (first != null) {
        return first;
      }
      var run =
          new ReconciliationRun(table, earlier, redeemables, piece -> write(number, piece), number);
      RedemptionFile.read(upload.file(), run::rows);
      run.missing(period, head.size());
      StoredResponse answer = publish(run, answer(id, head, actor, run), upload.key(), actor);
      done = !answer.replayed();
      return answer;
    } finally {
      if (!done) {
        abandon(number);
      }
    }
  }

  /** Waits until no other node's is running. */
  private long begin(String id, String actor, Head head) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Long number = transactions.run(() -> table.begin(id, head.now(), actor, head.size()));
      if (number != null) {
        return number;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    throw busy();
  }

  private void write(long number, Runnable piece) {
    transactions.run(
        () -> {
          table.beat(number);
          piece.run();
          return null;
        });
  }

  /**
   * Makes it visible, together with the answer to its key: under the head's lock, since a command
   * may have the same key.
   */
  private StoredResponse publish(
      ReconciliationRun run, StoredResponse answer, @Nullable IdempotencyKey key, String actor) {
    return Objects.requireNonNull(
        transactions.run(
            () -> {
              table.beat(run.number());
              if (key != null) {
                headTable.lock();
                var results = new StoredResults(jdbc);
                StoredResponse first = find(results, key, actor);
                if (first != null) {
                  return first;
                }
                results.keep(actor, key, new StoredResult.Response(answer), null);
                results.write();
              }
              table.complete(run.number(), run.rows(), run.findings());
              return answer;
            }));
  }

  private static StoredResponse answer(String id, Head head, String actor, ReconciliationRun run) {
    var answer =
        new ReconciliationAnswer(
            id, head.now(), actor, head.size(), run.rows(), run.lines(), run.findings());
    var headers = new LinkedHashMap<String, String>();
    headers.put(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
    headers.put(HttpHeaders.LOCATION, Representation.path("finance", "reconciliations", id));
    return new StoredResponse(
        HttpStatus.CREATED.value(), headers, LedgerJson.mapper().writeValueAsString(answer), false);
  }

  /** What cannot be given up now is so once its node has been silent for long enough. */
  private void abandon(long number) {
    try {
      transactions.run(
          () -> {
            table.abandon(number);
            return null;
          });
      removeAbandoned(null);
    } catch (RuntimeException away) {
      LOG.warn("an unfinished reconciliation is left for the next one to remove", away);
    }
  }

  /**
   * Removes what others left, piece by piece.
   *
   * @param running the reconciliation of this node that is kept alive meanwhile, if any
   */
  private void removeAbandoned(@Nullable Long running) {
    for (Long left = table.abandoned(); left != null; left = table.abandoned()) {
      long number = left;
      transactions.run(
          () -> {
            if (running != null) {
              table.beat(running);
            }
            table.removeSome(number, PIECE);
            return null;
          });
    }
  }
}
