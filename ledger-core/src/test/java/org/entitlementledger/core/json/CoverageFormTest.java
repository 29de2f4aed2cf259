package org.entitlementledger.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.entitlementledger.core.catalogue.file.CatalogueError;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coverage in the catalogue, in events and in answers. */
class CoverageFormTest {
  private static final String CALENDAR =
      "{ days: [monday, friday], from: \"09:00\", to: \"24:00\", zone: Europe/Berlin,"
          + " holidays: [2025-12-26, 2025-12-25] }";

  private static Coverage coverage(String written) {
    var catalogue =
        CatalogueFile.parse(
            """
            catalogue: other
            versions:
              - version: "1"
                effectiveFrom: 2025-01-01
                entitlements: { sev2-support: { name: Help, kind: support } }
                tiers:
                  one:
                    name: One
                    rank: 1
                    entitlements: { sev2-support: { coverage: %s, firstResponse: PT4H } }
            """
                .formatted(written));
    var tier = catalogue.first().tiers().get("one");
    EntitlementTerms terms = tier == null ? null : tier.entitlement("sev2-support");
    if (terms == null) {
      throw new AssertionError("not there");
    }
    return terms.support().getFirst().coverage();
  }

  @ParameterizedTest
  @CsvSource({"24x7", "24x5"})
  void hasAWord(String word) {
    assertThat(coverage(word)).hasToString(word);
    assertThat(LedgerJson.mapper().writeValueAsString(coverage(word)))
        .isEqualTo("\"" + word + "\"");
    assertThat(LedgerJson.mapper().readValue("\"" + word + "\"", Coverage.class))
        .isEqualTo(coverage(word));
  }

  @Test
  void orACalendar() {
    String written = LedgerJson.mapper().writeValueAsString(coverage(CALENDAR));
    assertThat(written)
        .isEqualTo(
            "{\"days\":[\"monday\",\"friday\"],\"from\":\"09:00\",\"to\":\"24:00\","
                + "\"zone\":\"Europe/Berlin\",\"holidays\":[\"2025-12-25\",\"2025-12-26\"]}");
    assertThat(LedgerJson.mapper().readValue(written, Coverage.class))
        .isEqualTo(coverage(CALENDAR));
  }

  @Test
  void aCalendarThatSaysTheSameIsTheWord() {
    String weekdays =
        "{ days: [monday, tuesday, wednesday, thursday, friday], from: \"00:00\", to: \"24:00\","
            + " zone: Z }";
    assertThat(coverage(weekdays)).isEqualTo(Coverage.WEEKDAYS);
  }

  @Test
  void aWrongCalendarIsRefusedWithItsLineAndKey() {
    for (var fault :
        List.of(
            List.of("[monday, friday]", "[mon]", "days"),
            List.of("[monday, friday]", "[]", "days"),
            List.of("\"09:00\"", "\"9\"", "9"),
            List.of("\"24:00\"", "\"09:30\"", "at least an hour"),
            List.of("Europe/Berlin", "Europe/Nowhere", "Nowhere"),
            List.of("from:", "begins:", "unknown key"),
            List.of("2025-12-26", "2025-02-30", "holidays"))) {
      String wrong = CALENDAR.replace(fault.get(0), fault.get(1));
      assertThatThrownBy(() -> coverage(wrong))
          .isInstanceOf(CatalogueError.class)
          .hasMessageContaining("line 10")
          .hasMessageContaining(fault.get(2));
    }
  }
}
