package org.entitlementledger.api.finance.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A report that fails after its first bytes does not end as if it were whole. */
class BrokenOffReportTest {
  /** More than are read at once. */
  private static final int ORDERS = 2_400;

  private static final String PATH = "/v1/finance/education-discounts?account=broken-report";
  private static final String OF_LAST =
      " where account_id = 'broken-report' and item_id = 'o" + (ORDERS - 1) + "'";

  @Test
  void breaksTheConnectionOff() {
    Service service = Service.shared();
    service.as("operator").buy("broken-report", "advanced", "2025-06-01");
    order(service.as("operator"));
    Client finance = service.as("finance");
    assertThat(finance.get(PATH, "Accept", "text/csv").body().lines().count())
        .isEqualTo(1 + ORDERS);
    var jdbc = service.bean(JdbcTemplate.class);
    String item = jdbc.queryForObject("select item from register" + OF_LAST, String.class);
    jdbc.update("update register set item = 'no JSON'" + OF_LAST);
    try {
      for (String format : new String[] {"text/csv", "application/json"}) {
        assertThatThrownBy(() -> finance.get(PATH, "Accept", format))
            .isInstanceOf(UncheckedIOException.class);
      }
    } finally {
      jdbc.update("update register set item = ?" + OF_LAST, item);
    }
    assertThat(finance.get(PATH).json().path("lines").size()).isEqualTo(ORDERS);
  }

  private static void order(Client operator) {
    var lines = new StringBuilder();
    for (int i = 0; i < ORDERS; i++) {
      lines
          .append(
              "{\"command\":\"order-education\",\"accountId\":\"broken-report\",\"orderId\":\"o")
          .append(i)
          .append("\",\"orderedOn\":\"2025-06-02\",\"listPrice\":")
          .append("{\"amount\":\"10\",\"currency\":\"USD\"}}\n");
    }
    var reply =
        operator.send(
            "POST",
            "/v1/batches",
            lines.toString().getBytes(UTF_8),
            "Content-Type",
            "application/x-ndjson");
    assertThat(reply.results()).allMatch(one -> one.path("status").intValue() == 201);
  }
}
