package org.entitlementledger.api.finance.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FINANCE.md, "Journal" and the movements of a roll-forward's figures. */
class JournalHttpTest {
  private static final String NOW = "2025-06-10T09:00:00Z";
  private static final String JOURNAL = "/v1/finance/journal";
  private static final String MOVEMENTS = "/v1/finance/rollforward/movements";

  private static Books acme(Service service) {
    Books acme = Books.of(service, "acme", "advanced", "2025-06-01");
    acme.done(
        "vouchers", "{'quantity': 2, 'codes': ['A', 'B'], 'occurredAt': '2025-06-03T10:00:00Z'}");
    acme.done("progress-calls", "{'callId': 'p', 'occurredAt': '2025-06-05T10:00:00Z'}");
    service.as("admin").put("/v1/test-clock", "{\"now\":\"2025-08-10T09:00:00Z\"}");
    acme.done("vouchers/B/revocation", "{'reason': 'left'}");
    return acme;
  }

  private static String text(Client client, String query) {
    Reply reply = client.get(JOURNAL + query);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
    return reply.body();
  }

  /** The balance of each account; every transaction balances by commodity. */
  private static Map<String, BigDecimal> balances(String journal) {
    var balances = new HashMap<String, BigDecimal>();
    for (String transaction : journal.strip().split("\n\n", -1)) {
      BigDecimal sum = BigDecimal.ZERO;
      for (String posting : transaction.lines().skip(1).toList()) {
        String[] parts = posting.strip().split(" {2,}", 2);
        var quantity = new BigDecimal(parts[1].substring(0, parts[1].indexOf(' ')));
        balances.merge(parts[0], quantity, BigDecimal::add);
        sum = sum.add(quantity);
      }
      assertThat(sum).as(transaction).isEqualByComparingTo(BigDecimal.ZERO);
    }
    return balances;
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void aMovementIsATransactionOfTwoPostings(Databases database) {
    try (var service = Service.rehearsal(database, NOW)) {
      acme(service);
      Client finance = service.as("finance");
      String june = text(finance, "?from=2025-06-01&to=2025-07-01");
      assertThat(june)
          .contains(
              """
              2025-06-03 voucher-issued  ; position:3
                  acme:certification-voucher:consumed        2 "certification-voucher"
                  acme:certification-voucher:available      -2 "certification-voucher"

              """)
          .contains(
              """
              2025-06-30 lapsed
                  acme:progress-call:lapsed          3 "progress-call"
                  acme:progress-call:available      -3 "progress-call"

              """);
      Map<String, BigDecimal> balances = balances(june);
      assertThat(balances.get("acme:certification-voucher:available")).isEqualByComparingTo("38");
      assertThat(balances.get("acme:certification-voucher:granted")).isEqualByComparingTo("-40");
      assertThat(balances.get("acme:progress-call:available")).isEqualByComparingTo("0");
      String july = text(finance, "?from=2025-07-01&to=2025-08-01&account=acme");
      assertThat(july)
          .startsWith(
              """
              2025-07-01 opening
                  acme:accelerator:available       2 "accelerator"
                  acme:accelerator:opening        -2 "accelerator"
              """);
      assertThat(balances(july).get("acme:certification-voucher:opening"))
          .isEqualByComparingTo("-38");
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void aFigureIsTheSumOfItsMovements(Databases database) {
    try (var service = Service.rehearsal(database, NOW)) {
      acme(service);
      Books.of(service, "beta", "advanced", "2025-08-01");
      Client finance = service.as("finance");
      String vouchers = MOVEMENTS + "?period=2025-08&entitlement=certification-voucher";
      var consumed =
          finance
              .get(
                  vouchers.replace("2025-08", "2025-06")
                      + "&account=acme&contract=c1&unitValue=150.00%20USD&column=consumed")
              .json();
      assertThat(consumed.path("sum").intValue()).as(consumed.toString()).isEqualTo(2);
      assertThat(consumed.path("amounts").toString())
          .isEqualTo("[{\"amount\":\"300.00\",\"currency\":\"USD\"}]");
      var item = consumed.path("items").get(0);
      assertThat(item.path("position").intValue()).isEqualTo(3);
      assertThat(item.path("type").asString()).isEqualTo("voucher-issued");
      assertThat(item.path("actor").asString()).isEqualTo("operator");
      assertThat(item.path("amount").path("amount").asString()).isEqualTo("300.00");

      var first = finance.get(vouchers + "&unitValue=USD&column=closing&limit=2").json();
      assertThat(first.path("sum").intValue()).isEqualTo(79);
      Books.of(service, "gamma", "advanced", "2025-08-01");
      var second =
          finance
              .get(
                  vouchers
                      + "&unitValue=USD&column=closing&limit=2&after="
                      + first.path("next").asString())
              .json();
      assertThat(second.path("sum").intValue()).as("as of the first page").isEqualTo(79);
      assertThat(Books.texts(second.path("items"), "accountId")).containsExactly("acme", "beta");
      assertThat(second.path("next").isMissingNode()).isTrue();

      var lapsed = finance.get(MOVEMENTS + "?period=2025-06&account=acme&column=lapsed").json();
      assertThat(lapsed.path("items").get(0).path("position").isMissingNode()).isTrue();
      assertThat(lapsed.path("items").get(0).path("type").asString()).isEqualTo("lapsed");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, names = "H2")
  void whatCannotBeAskedForIsRefused(Databases database) {
    Client finance = Service.shared(database).as("finance");
    assertThat(finance.get(JOURNAL + "?from=2025-07-01&to=2025-07-01").problem())
        .isEqualTo("validation");
    assertThat(finance.get(JOURNAL + "?from=2025-07-01").problem()).isEqualTo("validation");
    assertThat(finance.get(JOURNAL + "?from=2025-06-01&to=2025-07-01&account=nobody").problem())
        .isEqualTo("not-found");
    String cell = MOVEMENTS + "?column=granted&period=";
    assertThat(finance.get(cell + "2025-07-01/2025-06-01").problem()).isEqualTo("validation");
    assertThat(finance.get(cell + "2025-06&account=nobody").problem()).isEqualTo("not-found");
    assertThat(finance.get(cell + "2025-06&unitValue=usd").problem()).isEqualTo("validation");
    assertThat(finance.get(cell + "2025-06&unitValue=0.005%20USD").problem())
        .isEqualTo("validation");
    assertThat(finance.get(MOVEMENTS + "?period=2025-06&column=given").problem())
        .isEqualTo("validation");
    assertThat(Service.shared(database).as("customer").get(cell + "2025-06").status())
        .isEqualTo(403);
  }
}
