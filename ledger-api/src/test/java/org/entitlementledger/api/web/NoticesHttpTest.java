package org.entitlementledger.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A command that reaches a threshold makes a notice beside its own event. */
class NoticesHttpTest {
  private static final String CATALOGUE =
      """
      catalogue: thresholds
      versions:
        - version: "1"
          effectiveFrom: 2025-01-01
          entitlements:
            accelerator:
              kind: program
              period: contract-year
              program: { length: P84D, returnWithin: P14D }
              thresholds: [50, 100]
            certification-voucher:
              kind: voucher
              period: contract-year
              voucher: { validFor: P12M, notAfter: contract-end }
              thresholds: [50]
          tiers:
            small:
              rank: 1
              entitlements:
                accelerator: { limit: 2 }
                certification-voucher: { limit: 2 }
      """;

  @Test
  void theAnswerShowsWhatWasMadeAllTheSame() throws IOException {
    Path data = Service.folder();
    Path catalogue = data.resolve("catalogue.yaml");
    Files.writeString(catalogue, CATALOGUE, UTF_8);
    try (var service =
        Service.start(
            data,
            settings -> {
              Service.put(settings, "ledger.test-clock", "2025-06-15T12:00:00Z");
              return Service.put(settings, "ledger.catalogue", catalogue.toString());
            })) {
      Books acme = Books.of(service, "acme", "small", "2025-06-01");
      JsonNode program =
          acme.done("accelerators", "{'acceleratorId': 'a1', 'theme': 't', 'goal': 'g'}");
      assertThat(program.path("acceleratorId").asString()).isEqualTo("a1");
      assertThat(program.path("balance").path("thresholds").get(0).intValue()).isEqualTo(50);
      JsonNode vouchers = acme.done("vouchers", "{'quantity': 1, 'codes': ['N-1']}");
      assertThat(Books.texts(vouchers.path("vouchers"), "code")).containsExactly("N-1");
      assertThat(Books.events(service, "acme")).contains("threshold");
    }
  }
}
