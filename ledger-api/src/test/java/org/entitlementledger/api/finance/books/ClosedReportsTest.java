package org.entitlementledger.api.finance.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports of closed books stay what they were (FINANCE.md, "Closing"). */
class ClosedReportsTest {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String JUNE = "?period=2025-06";
  private static final List<String> REPORTS =
      List.of(
          "/v1/finance/rollforward" + JUNE,
          "/v1/finance/breakage" + JUNE,
          "/v1/finance/rollforward/movements" + JUNE + "&column=consumed&limit=1000");

  /** JSON without its position, the CSV, and the journal. */
  private static List<String> june(Client finance) {
    var texts = new ArrayList<String>();
    for (String path : REPORTS) {
      JsonNode answer = read(finance, path);
      ((ObjectNode) answer).remove("position");
      texts.add(answer.toString());
    }
    texts.add(finance.get(REPORTS.getFirst(), "Accept", "text/csv").body());
    texts.add(finance.get("/v1/finance/journal?from=2025-06-01&to=2025-07-01").body());
    return texts;
  }

  private static JsonNode read(Client client, String path) {
    Reply reply = client.get(path);
    assertThat(reply.status()).as(path + " " + reply.body()).isEqualTo(200);
    return reply.json();
  }

  private static JsonNode close(Client finance, String through) {
    Reply reply = finance.post("/v1/finance/closings", "{\"through\":\"" + through + "\"}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    String path = String.valueOf(reply.header("Location"));
    return await()
        .atMost(SOON)
        .until(
            () -> read(finance, path),
            closing -> closing.path("status").asString().equals("closed"));
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void whateverIsToldLater(Databases database) {
    try (var service = Service.rehearsal(database, "2025-06-10T09:00:00Z")) {
      Books acme = Books.of(service, "acme", "advanced", "2025-06-01");
      acme.done("vouchers", "{'quantity': 38, 'occurredAt': '2025-06-03T10:00:00Z'}");
      acme.done("progress-calls", "{'callId': 'p', 'occurredAt': '2025-06-05T10:00:00Z'}");
      service.as("admin").put("/v1/test-clock", "{\"now\":\"2025-07-10T09:00:00Z\"}");
      Client finance = service.as("finance");
      JsonNode closing = close(finance, "2025-06-30");
      List<String> before = june(finance);
      totalsAreThoseOfTheReport(finance, closing);

      acme.refused(
          "books-closed", "vouchers", "{'quantity': 1, 'occurredAt': '2025-06-30T10:00:00Z'}");
      acme.done("progress-calls/p/void", "{'reason': 'not held'}");
      acme.done("contracts/c1/termination", "{'effectiveOn': '2025-07-09', 'reason': 'left'}");
      Books.of(service, "beta", "advanced", "2025-07-01");
      assertThat(june(finance)).isEqualTo(before);

      for (String view : List.of("remaining", "movement")) {
        Reply rebuilt = service.as("admin").post("/v1/admin/views/" + view + "/rebuild", "");
        assertThat(rebuilt.status()).as(rebuilt.body()).isEqualTo(200);
      }
      await().atMost(SOON).untilAsserted(() -> assertThat(june(finance)).isEqualTo(before));
      chains(finance);
    }
  }

  private static void totalsAreThoseOfTheReport(Client finance, JsonNode closing) {
    JsonNode totals = read(finance, REPORTS.getFirst()).path("totals");
    assertThat(closing.path("totals").size()).isEqualTo(totals.size());
    for (int i = 0; i < totals.size(); i++) {
      ObjectNode total = (ObjectNode) totals.get(i);
      total.remove("movements");
      assertThat(closing.path("totals").get(i)).isEqualTo(total);
    }
  }

  /** What a termination in July takes from June's allowances is July's. */
  private static void chains(Client finance) {
    JsonNode june = read(finance, REPORTS.getFirst() + "&account=acme").path("lines");
    JsonNode july =
        read(finance, "/v1/finance/rollforward?period=2025-07&account=acme").path("lines");
    for (JsonNode line : june) {
      if (line.path("closing").decimalValue().signum() != 0) {
        assertThat(
                july.valueStream()
                    .filter(
                        next ->
                            next.path("entitlement").equals(line.path("entitlement"))
                                && next.path("unitValue").equals(line.path("unitValue")))
                    .map(next -> next.path("opening")))
            .containsExactly(line.path("closing"));
      }
    }
  }
}
