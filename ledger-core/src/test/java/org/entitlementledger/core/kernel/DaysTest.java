package org.entitlementledger.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaysTest {

  @ParameterizedTest
  @CsvSource({
    "2025, 2025-01-01, 2026-01-01",
    "2025-02, 2025-02-01, 2025-03-01",
    "2025-12, 2025-12-01, 2026-01-01",
    "2025-Q1, 2025-01-01, 2025-04-01",
    "2025-Q4, 2025-10-01, 2026-01-01",
    "2025-03-15/2026-03-15, 2025-03-15, 2026-03-15",
    "2025-03-15/2025-03-16, 2025-03-15, 2025-03-16",
  })
  void reads(String text, LocalDate start, LocalDate end) {
    assertThat(Days.parse("period", text)).isEqualTo(new Days(start, end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "25",
        "2025-13",
        "2025-Q0",
        "2025-Q5",
        "2025-q1",
        "2025-03-15",
        "2025-02-29/2025-03-01",
        "2025-03-15/2025-03-15",
        "2025-03-16/2025-03-15",
        "2025-03-15/2026-03-15/2027-03-15",
        "1969",
        "٢٠٢٥"
      })
  void refuses(String text) {
    assertThatThrownBy(() -> Days.parse("period", text))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.problem()).isEqualTo(Problem.VALIDATION);
              assertThat(refusal.facts()).containsEntry("field", "period");
            });
  }

  @Test
  void areThoseOfAZone() {
    var june = Days.parse("period", "2025-06");
    var zone = AccountZone.of(ZoneId.of("Asia/Kathmandu"));
    assertThat(june.begins(zone)).isEqualTo(Instant.parse("2025-05-31T18:15:00Z"));
    assertThat(june.ends(zone)).isEqualTo(Instant.parse("2025-06-30T18:15:00Z"));
  }
}
