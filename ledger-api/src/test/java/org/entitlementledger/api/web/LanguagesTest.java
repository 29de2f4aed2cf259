package org.entitlementledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;

/** Clients may ask in any language. */
class LanguagesTest {
  private static final Client ANONYMOUS = Service.shared().anonymous();

  @Test
  void theDocumentIsTheSameForAllOfThem() {
    String document = ANONYMOUS.get("/v3/api-docs", "Accept-Language", "de").body();
    assertThat(ANONYMOUS.get("/v3/api-docs", "Accept-Language", "tr").body()).isEqualTo(document);
  }
}
