package org.entitlementledger.api.education;

import static org.assertj.core.api.Assertions.assertThat;

import org.entitlementledger.api.Books;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** DOMAIN.md, "Life cycles": education order, over HTTP. */
class EducationOrderLifeTest {
  private static final Service SERVICE = Service.shared();
  private static final String ORDER =
      "{'orderId': '%s', 'orderedOn': '%s', 'listPrice': {'amount': '%s', 'currency': '%s'}}";

  @Test
  void isOrderedAtTheDiscountOfItsDayAndReversedOnce() {
    Books acme = Books.of(SERVICE, "order-life", "advanced", "2025-06-01");
    JsonNode ordered =
        acme.done("education-orders", ORDER.formatted("o1", "2025-06-09", "1999.99", "USD"));
    assertThat(ordered.path("percent").asString()).isEqualTo("10");
    assertThat(ordered.path("percent").isString()).isTrue();
    assertThat(ordered.path("discount").path("amount").asString()).isEqualTo("200.00");
    assertThat(ordered.path("net").path("amount").asString()).isEqualTo("1799.99");
    assertThat(ordered.path("net").path("currency").asString()).isEqualTo("USD");
    assertThat(ordered.path("status").asString()).isEqualTo("ordered");
    assertThat(ordered.path("occurredAt").asString()).isEqualTo("2025-06-09T00:00:00Z");
    JsonNode yen =
        acme.done("education-orders", ORDER.formatted("o2", "2025-06-09", "1005", "JPY"));
    assertThat(yen.path("discount").path("amount").asString()).isEqualTo("101");
    assertThat(yen.path("net").path("amount").asString()).isEqualTo("904");

    acme.refused("validation", "education-orders/o1/reversal", "{'occurredAt': '2025-06-08'}");
    JsonNode reversed = acme.done("education-orders/o1/reversal");
    assertThat(reversed.path("status").asString()).isEqualTo("reversed");
    assertThat(reversed.path("reversedAt").asString()).isEqualTo(Service.SHARED_NOW);
    acme.refused("already-corrected", "education-orders/o1/reversal", "{}");
    acme.refused("not-found", "education-orders/none/reversal", "{}");
    assertThat(Books.texts(acme.read("education-orders").path("items"), "status"))
        .containsExactly("reversed", "ordered");
    assertThat(acme.read("education-orders/o2").path("orderedOn").asString())
        .isEqualTo("2025-06-09");
  }

  @Test
  void refusesWhatIsNoMoneyOrNoDay() {
    Books acme = Books.of(SERVICE, "order-form", "advanced", "2025-06-01");
    for (String money :
        new String[] {"-1 USD", "1.999 USD", "1e3 USD", "1 XXX", "10000000000000000 USD"}) {
      String[] parts = money.split(" ", 2);
      acme.refused(
          "validation",
          "education-orders",
          ORDER.formatted("o1", "2025-06-09", parts[0], parts[1]));
    }
    acme.refused("validation", "education-orders", ORDER.formatted("o1", "2025-06-31", "1", "USD"));
    acme.refused(
        "future-dated", "education-orders", ORDER.formatted("o1", "2025-06-16", "1", "USD"));
    acme.refused(
        "no-contract-in-force",
        "education-orders",
        ORDER.formatted("o1", "2025-05-31", "1", "USD"));
    acme.done("education-orders", ORDER.formatted("o1", "2025-06-09", "1", "USD"));
    acme.refused("duplicate", "education-orders", ORDER.formatted("o1", "2025-06-09", "1", "USD"));
  }
}
