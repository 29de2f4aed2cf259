package org.entitlementledger.api;

import org.entitlementledger.api.web.answer.Json;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Links to the API reference and the health of the service. */
@RestController
final class RootController {
  private static final Links LINKS =
      new Links("Entitlement Ledger", "/swagger-ui.html", "/v3/api-docs", "/actuator/health");

  /** Paths of this service. */
  record Links(String service, String reference, String openApi, String health) {}

  @GetMapping("/")
  ResponseEntity<Links> links() {
    return Json.ok(LINKS);
  }
}
