package org.entitlementledger.api.finance.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** FINANCE.md, "Roll-forward" and breakage, over HTTP. */
class RollForwardHttpTest {
  private static final String PATH = "/v1/finance/rollforward";
  private static final List<String> COLUMNS =
      List.of("opening", "granted", "adjusted", "consumed", "lapsed", "closing");

  /** Two accounts in June: vouchers and calls are used, one call is given back in July. */
  private static void june(Service service) {
    Books acme = Books.of(service, "acme", "advanced", "2025-06-01");
    Books.of(service, "zoe", "signature", "2025-06-01");
    acme.done("vouchers", "{'quantity': 38, 'occurredAt': '2025-06-03T10:00:00Z'}");
    acme.done("progress-calls", "{'callId': 'p', 'occurredAt': '2025-06-05T10:00:00Z'}");
    acme.done(
        "grants",
        "{'grantId': 'g', 'entitlement': 'certification-voucher', 'quantity': 3,"
            + " 'orderReference': 'PO-1', 'unitValue': {'amount': '99.5', 'currency': 'EUR'},"
            + " 'expiresAt': '2025-07-01'}");
    service.as("admin").put("/v1/test-clock", "{\"now\":\"2025-07-10T09:00:00Z\"}");
    acme.done(
        "progress-calls/p/void", "{'reason': 'not held', 'occurredAt': '2025-07-10T08:00:00Z'}");
  }

  private static JsonNode read(Client client, String path) {
    Reply reply = client.get(path);
    assertThat(reply.status()).as(path + " " + reply.body()).isEqualTo(200);
    return reply.json();
  }

  private static List<String> figures(JsonNode lines) {
    var told = new ArrayList<String>();
    for (JsonNode line : lines) {
      var figures = new StringBuilder(line.path("accountId").asString("all"));
      figures.append(' ').append(line.path("entitlement").asString());
      COLUMNS.forEach(column -> figures.append(' ').append(line.path(column)));
      line.path("amount").forEach(amount -> figures.append(' ').append(amount.asString()));
      told.add(figures.toString());
    }
    return told;
  }

  private static BigDecimal figure(JsonNode line, String column) {
    return line.path(column).decimalValue();
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void everyLineAndTotalClosesAndOpensIntoItsMovements(Databases database) {
    try (var service = Service.rehearsal(database, "2025-06-10T09:00:00Z")) {
      june(service);
      Client finance = service.as("finance");
      JsonNode answer = read(finance, PATH + "?period=2025-06");
      assertThat(answer.path("period").toString())
          .isEqualTo("{\"start\":\"2025-06-01\",\"end\":\"2025-07-01\"}");
      assertThat(figures(answer.path("lines")))
          .contains(
              "acme certification-voucher 0 40 0 38 0 2 USD 0.00 6000.00 0.00 5700.00 0.00 300.00",
              "acme certification-voucher 0 3 0 0 3 0 EUR 0.00 298.50 0.00 0.00 298.50 0.00",
              "acme progress-call 0 4 0 1 3 0");
      assertThat(figures(answer.path("totals")))
          .contains("all certification-voucher 0 3 0 0 3 0 EUR 0.00 298.50 0.00 0.00 298.50 0.00");
      for (String part : List.of("lines", "totals")) {
        for (JsonNode line : answer.path(part)) {
          closes(line);
          for (String column : COLUMNS) {
            JsonNode movements =
                read(finance, line.path("movements").asString() + "&column=" + column);
            assertThat(movements.path("sum").decimalValue())
                .as("%s of %s", column, line)
                .isEqualByComparingTo(figure(line, column));
          }
        }
      }
      JsonNode july = read(finance, PATH + "?period=2025-07&account=acme");
      assertThat(figures(july.path("lines")))
          .as("what comes back after the end lapses at once")
          .contains("acme progress-call 0 4 0 -1 1 4");
      assertThat(read(finance, PATH + "?period=2025-06").path("lines"))
          .isEqualTo(answer.path("lines"));
    }
  }

  private static void closes(JsonNode line) {
    assertThat(
            figure(line, "opening")
                .add(figure(line, "granted"))
                .add(figure(line, "adjusted"))
                .subtract(figure(line, "consumed"))
                .subtract(figure(line, "lapsed")))
        .as(line.toString())
        .isEqualByComparingTo(figure(line, "closing"));
  }

  @Test
  void isATableTooAndTellsWhatWasPaidForAndLapsed() {
    try (var service = Service.rehearsal("2025-06-10T09:00:00Z")) {
      june(service);
      Client finance = service.as("finance");
      Reply csv = finance.get(PATH + "?period=2025-06&account=acme", "Accept", "text/csv");
      assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
      assertThat(csv.header("Content-Disposition")).contains("rollforward_2025-06_acme.csv");
      assertThat(csv.header("Ledger-Position")).isEqualTo("8");
      assertThat(csv.body())
          .startsWith(
              "accountId,contractId,entitlement,opening,granted,adjusted,consumed,lapsed,closing,"
                  + "unitValue,currency,openingAmount,grantedAmount,adjustedAmount,consumedAmount,"
                  + "lapsedAmount,closingAmount\r\n")
          .contains(
              "\"acme\",\"c1\",\"certification-voucher\",0,40,0,38,0,2,150.00,\"USD\","
                  + "0.00,6000.00,0.00,5700.00,0.00,300.00\r\n");
      Reply workbook =
          finance.get(
              PATH + "?period=2025-06",
              "Accept",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
      assertThat(workbook.status()).isEqualTo(200);
      assertThat(workbook.header("Content-Disposition")).contains("rollforward_2025-06.xlsx");
      JsonNode breakage = read(finance, "/v1/finance/breakage?period=2025-06&account=acme");
      assertThat(breakage.path("lines").toString())
          .contains(
              "\"entitlement\":\"certification-voucher\",\"lapsed\":3,\"deferred\":0,\"unitValue\":"
                  + "{\"amount\":\"99.50\",\"currency\":\"EUR\"},\"amount\":{\"amount\":\"298.50\","
                  + "\"currency\":\"EUR\"}");
      assertThat(Books.texts(breakage.path("totals"), "entitlement"))
          .contains("certification-voucher");
    }
  }

  @Test
  void whatCannotBeAskedForIsRefused() {
    Client finance = Service.shared().as("finance");
    assertThat(finance.get(PATH).problem()).isEqualTo("validation");
    assertThat(finance.get(PATH + "?period=2025-13").problem()).isEqualTo("validation");
    assertThat(finance.get(PATH + "?period=2025-07-01/2025-06-01").problem())
        .isEqualTo("validation");
    assertThat(finance.get(PATH + "?period=2025-06&account=nobody").problem())
        .isEqualTo("not-found");
    assertThat(finance.get(PATH + "?period=2025-06", "Accept", "image/png").status())
        .isEqualTo(406);
    assertThat(read(finance, PATH + "?period=1990-01-01/2090-01-01").path("lines").isArray())
        .isTrue();
    for (String other : List.of("customer", "operator", "approver", "auditor")) {
      assertThat(Service.shared().as(other).get(PATH + "?period=2025-06").status())
          .as(other)
          .isEqualTo(403);
    }
  }
}
