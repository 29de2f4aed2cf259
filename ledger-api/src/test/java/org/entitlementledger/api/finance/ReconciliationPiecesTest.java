package org.entitlementledger.api.finance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.finance.ReconciliationTable.Told;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.core.reconciliation.Finding;
import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.Stated;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.WriteTurn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A long file is reconciled in pieces, which nobody sees before the last one. */
class ReconciliationPiecesTest {
  private static final String PATH = "/v1/finance/reconciliations";
  private static final String NOW = "2025-06-10T09:00:00Z";
  private static final int PIECE = 1_000;

  private static byte[] file(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(i -> "t" + i + ",U" + i + ",EX-1,2025-06-02T10:00:00Z,redeemed,150.00,USD,\n")
        .collect(
            Collectors.joining(
                "",
                "provider_txn_id,voucher_code,exam_code,exam_at,status,fee,currency,invoice_no\n",
                ""))
        .getBytes(UTF_8);
  }

  private static JsonNode taken(Service service, int rows) {
    Reply reply = service.as("finance").send("POST", PATH, file(rows), "Content-Type", "text/csv");
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json();
  }

  private static CompletableFuture<JsonNode> taking(Service service, int rows) {
    return CompletableFuture.supplyAsync(() -> taken(service, rows));
  }

  private static long count(Service service, String from) {
    return Objects.requireNonNull(
        service
            .bean(JdbcTemplate.class)
            .queryForObject("select count(*) from " + from, Long.class));
  }

  /** The writer gets its turn between any two pieces. */
  @Test
  void commandsAreDoneBetweenPieces() {
    int pieces = Integer.getInteger("reconciliation.pieces", 20);
    try (var service = Service.rehearsal(Databases.H2, NOW)) {
      Client operator = service.as("operator");
      operator.buy("acme", "advanced", "2025-06-01");
      var answered = new ArrayList<Long>();
      boolean partly = false;
      CompletableFuture<JsonNode> taking = taking(service, pieces * PIECE);
      while (!taking.isDone()) {
        Reply done =
            operator.post("/v1/accounts/acme/advisory-activities", "{\"kind\":\"usage-review\"}");
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        long lines = count(service, "reconciliation_line");
        boolean shown = !service.as("finance").get(PATH).json().path("items").isEmpty();
        assertThat(shown && lines < (long) pieces * PIECE).isFalse();
        partly |= lines > 0 && lines < (long) pieces * PIECE;
        if (!taking.isDone()) {
          answered.add(done.position());
        }
      }
      long began = taking.join().path("position").longValue();
      assertThat(answered.stream().filter(position -> position > began).count())
          .isGreaterThanOrEqualTo(pieces / 2);
      assertThat(partly).isTrue();
      assertThat(taken(service, pieces * PIECE).path("new").intValue()).isZero();
    }
  }

  @Test
  void twoNodesThatTakeOneFileAtOnceFindEachRowOnce() {
    var database = Databases.POSTGRESQL.empty(Service.folder());
    Map<String, String> settings =
        Map.of(
            "ledger.test-clock", NOW,
            "spring.datasource.url", database.url(),
            "spring.datasource.username", database.username(),
            "spring.datasource.password", database.password());
    var folder = Service.folder();
    try (var one = Service.start(folder, all -> with(all, settings));
        var other = Service.start(folder, all -> with(all, settings))) {
      var first = taking(one, 2_500);
      var second = taking(other, 2_500);
      assertThat(List.of(first.join().path("new").intValue(), second.join().path("new").intValue()))
          .containsExactlyInAnyOrder(2_500, 0);
      assertThat(other.as("finance").get(PATH).json().path("items").size()).isEqualTo(2);
      assertThat(count(one, "reconciliation_line")).isEqualTo(2_500);
    }
  }

  private static Map<String, Object> with(Map<String, Object> all, Map<String, String> more) {
    all.putAll(more);
    return all;
  }

  /** What is left when a node dies between two pieces. */
  @ParameterizedTest
  @EnumSource(Databases.class)
  void whatACrashLeavesIsInvisibleAndGoesWithTheNext(Databases database) {
    try (var service = Service.rehearsal(database, NOW)) {
      var jdbc = service.bean(JdbcTemplate.class);
      var table = new ReconciliationTable(jdbc);
      long number = Objects.requireNonNull(begin(service, table, "left"));
      for (int i = 0; i < 2_500; i += 500) {
        int from = i;
        written(service, () -> add(table, number, lines(from, from + 500), from));
      }
      Client finance = service.as("finance");
      assertThat(finance.get(PATH).json().path("items").isEmpty()).isTrue();
      assertThat(finance.get(PATH + "/left").status()).isEqualTo(404);
      assertThat(finance.get(PATH + "/left/lines").status()).isEqualTo(404);

      // it may be running on another node
      assertThat(begin(service, table, "other")).isNull();
      String silent = "update reconciliation set beat_at = beat_at - interval '1' hour";
      written(service, () -> jdbc.update(silent));
      JsonNode next = taken(service, 2_500);

      assertThat(next.path("findings").toString()).isEqualTo("{\"unknown-voucher\":2500}");
      assertThat(count(service, "reconciliation where state <> 'complete'")).isZero();
      assertThat(count(service, "reconciliation_line")).isEqualTo(2_500);
      assertThatThrownBy(() -> table.beat(number)).isInstanceOf(RequestRejected.class);
    }
  }

  private static @Nullable Long begin(Service service, ReconciliationTable table, String id) {
    return written(service, () -> table.begin(id, Instant.parse(NOW), "finance", 0));
  }

  private static boolean add(ReconciliationTable table, long number, List<Told> lines, int before) {
    table.add(number, before, lines);
    return true;
  }

  /** As the service writes: in its turn, and in a transaction. */
  private static <T> @Nullable T written(Service service, Supplier<@Nullable T> work) {
    WriteTurn turn = service.bean(WriteTurn.class);
    turn.take();
    try {
      var transaction = new TransactionTemplate(service.bean(PlatformTransactionManager.class));
      return transaction.execute(status -> work.get());
    } finally {
      turn.end();
    }
  }

  /** Such lines as the file has. */
  private static List<Told> lines(int from, int end) {
    return IntStream.range(from, end)
        .mapToObj(
            i -> {
              var stated =
                  new Stated(
                      "t" + i,
                      "U" + i,
                      "EX-1",
                      "2025-06-02T10:00:00Z",
                      "redeemed",
                      "150.00",
                      "USD",
                      "",
                      null);
              var line = new Line((long) i + 2, Finding.UNKNOWN_VOUCHER, stated, null, null);
              return new Told(line, "t" + i, "U" + i, null, List.of());
            })
        .toList();
  }
}
