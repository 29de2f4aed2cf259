package org.entitlementledger.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** API.md, "Conventions": a read of an account shows what the same node has recorded for it. */
class ReadYourWritesTest {
  private static final String NOW = "2025-06-15T12:00:00Z";
  private static final int CONNECTIONS = 8;
  private static final int ROUNDS = Integer.getInteger("reads.rounds", 3);

  /** Reads without {@code Ledger-Min-Position}, as a client that knows nothing of positions. */
  private static Reply get(Client client, String path) {
    return client.send("GET", path, null);
  }

  @ParameterizedTest
  @EnumSource
  void eachReadSeesWhatWasWrittenBefore(Databases databases) {
    try (var service = Service.rehearsal(databases, NOW);
        var connections = Executors.newFixedThreadPool(CONNECTIONS)) {
      Client operator = service.as("operator");
      Client auditor = service.as("auditor");
      var late = new AtomicInteger();
      var done = new ArrayList<CompletableFuture<Void>>();
      for (int i = 0; i < CONNECTIONS; i++) {
        String prefix = "a" + i + "-";
        done.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int round = 0; round < ROUNDS; round++) {
                    new Account(operator, auditor, prefix + round, late).writesAndReads();
                  }
                },
                connections));
      }
      done.forEach(CompletableFuture::join);
      assertThat(late).as("reads that did not see the write before").hasValue(0);
    }
  }

  private record Account(Client operator, Client auditor, String id, AtomicInteger late) {
    void writesAndReads() {
      operator.buy(id, "signature", "2025-06-01");
      String account = "/v1/accounts/" + id;
      sees(() -> get(operator, account), id);
      sees(() -> get(operator, account + "/contracts/c1"), "c1");
      sees(() -> get(operator, "/v1/accounts?limit=1000"), '"' + id + '"');
      for (int left = 59; left >= 57; left--) {
        Reply held =
            operator.post(
                account + "/holds",
                "{\"holdId\":\"h%d\",\"entitlement\":\"certification-voucher\",\"quantity\":1}"
                    .formatted(left));
        assertThat(created(held).path("balance").path("available").intValue()).isEqualTo(left);
        String voucher = account + "/entitlements/certification-voucher";
        sees(() -> get(operator, String.valueOf(held.header("Location"))), "\"status\"");
        sees(() -> get(operator, voucher), "\"available\":" + left);
        sees(() -> get(operator, voucher + "/movements"), "\"available\":" + left);
        sees(() -> get(operator, voucher + "/explanation"), "\"available\":" + left);
        sees(() -> get(operator, account + "/entitlements"), "\"available\":" + left);
        sees(() -> get(operator, account + "/holds"), "\"h" + left + '"');
        sees(() -> get(operator, account + "/history"), "\"position\":" + held.position());
        sees(
            () -> get(auditor, "/v1/audit/events?account=" + id),
            "\"position\":" + held.position());
      }
    }

    private void sees(Supplier<Reply> read, String written) {
      Reply reply = read.get();
      if (reply.status() != 200 || !reply.body().contains(written)) {
        late.incrementAndGet();
      }
    }
  }

  /** Only the account that was written waits for a view that stands still. */
  @ParameterizedTest
  @EnumSource
  void aViewThatStandsStillHoldsUpNobodyElse(Databases databases) throws Exception {
    try (var service = Service.rehearsal(databases, NOW)) {
      Client operator = service.as("operator");
      for (String id : List.of("busy", "quiet")) {
        operator.buy(id, "signature", "2025-06-01");
        ok(operator.get("/v1/accounts/" + id));
      }
      try (Connection holder = service.bean(DataSource.class).getConnection()) {
        holder.setAutoCommit(false);
        try (var lock = holder.createStatement()) {
          lock.executeQuery("select * from account where account_id = 'busy' for update").close();
        }
        byte[] name = "{\"name\":\"Other\"}".getBytes(UTF_8);
        Reply renamed = operator.send("PUT", "/v1/accounts/busy", name);
        ok(renamed);
        ok(get(operator, "/v1/accounts/quiet"));
        JsonNode problem = refused(503, "unavailable", get(operator, "/v1/accounts/busy"));
        assertThat(problem.path("position").longValue()).isEqualTo(renamed.position() - 1);
        holder.rollback();
      }
      assertThat(ok(operator.get("/v1/accounts/busy")).path("name").asString()).isEqualTo("Other");
    }
  }
}
