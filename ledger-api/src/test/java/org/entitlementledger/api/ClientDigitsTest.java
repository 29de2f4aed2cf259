package org.entitlementledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** By default a client holds every quantity exactly. */
class ClientDigitsTest {
  private static final int DIGITS_OF_A_DOUBLE = 15;
  private static final JsonNode DOCUMENT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readTree(Documented.FILE);

  private final List<String> wrong = new ArrayList<>();

  @Test
  void theBuiltInCatalogueCountsNothingFiner() {
    assertThat(ClientDigits.exceeding(CatalogueFile.builtIn())).isEmpty();
  }

  @Test
  void aFinerEntitlementIsNamed() {
    var catalogue =
        CatalogueFile.parse(
            """
            catalogue: storage
            versions:
              - version: "1"
                effectiveFrom: 2025-01-01
                entitlements:
                  coarse: { kind: units, unit: GB, scale: 3, period: calendar-month }
                  fine: { kind: units, unit: GB, scale: 4, period: calendar-month }
                tiers:
                  one: { name: One, rank: 1, entitlements: { coarse: {}, fine: {} } }
                  two: { name: Two, rank: 2, entitlements: { fine: {} } }
            """);

    assertThat(ClientDigits.exceeding(catalogue)).containsExactly("fine");
  }

  /** Without a format, generators for Go take 32 bits, which round 16,777,217. */
  @Test
  void everyNumberOfTheDocumentHasSixtyFourBits() {
    numbers("", DOCUMENT);
    assertThat(wrong).isEmpty();
  }

  private void numbers(String at, JsonNode part) {
    boolean number = part.path("type").toString().contains("\"number\"");
    if (number && !part.path("format").asString("").equals("double")) {
      wrong.add(at);
    }
    part.properties().forEach(one -> numbers(at + "/" + one.getKey(), one.getValue()));
    for (int i = 0; part.isArray() && i < part.size(); i++) {
      numbers(at + "/" + i, part.path(i));
    }
  }

  @Test
  void requestsAreBoundToWhatADoubleHolds() {
    for (var schema : DOCUMENT.at("/components/schemas").properties()) {
      if (schema.getValue().has("additionalProperties")) {
        schema
            .getValue()
            .path("properties")
            .properties()
            .forEach(one -> bounds(schema.getKey() + "." + one.getKey(), one.getValue()));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private void bounds(String name, JsonNode property) {
    if (property.path("format").asString("").equals("double")) {
      for (String bound : List.of("minimum", "maximum")) {
        JsonNode value = property.path(bound);
        if (!value.isNumber() || value.decimalValue().precision() > DIGITS_OF_A_DOUBLE) {
          wrong.add(name + " " + bound + " " + value);
        }
      }
    }
  }
}
