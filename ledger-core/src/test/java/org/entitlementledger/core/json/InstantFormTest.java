package org.entitlementledger.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.entitlementledger.core.RandomInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantFormTest {
  private static final String CHARACTERS = "0123456789-:.TZt+ e";

  @Test
  void readsWhatIsWritten() {
    RandomInput.trials(
        1_000,
        random -> {
          Instant time =
              Instant.ofEpochSecond(
                  random.nextLong(-70_000_000_000L, 260_000_000_000L),
                  random.nextInt(1_000_000_000));
          assertThat(InstantForm.parse(time.toString())).isEqualTo(time);
          Instant whole = time.truncatedTo(ChronoUnit.SECONDS);
          assertThat(InstantForm.parse(whole.toString())).isEqualTo(whole);
        });
  }

  /** Whatever is changed in a time, it reads it as the JDK does, or refuses it as the JDK does. */
  @Test
  void agreesWithTheJdk() {
    String text = "2024-02-29T23:59:59.123456Z";
    for (int place = 0; place < text.length(); place++) {
      for (int i = 0; i < CHARACTERS.length(); i++) {
        char character = CHARACTERS.charAt(i);
        String changed = text.substring(0, place) + character + text.substring(place + 1);
        agrees(changed);
        agrees(changed.substring(0, place));
        agrees(changed + character);
      }
    }
  }

  private static void agrees(String text) {
    try {
      assertThat(InstantForm.parse(text)).isEqualTo(Instant.parse(text));
    } catch (DateTimeException _) {
      assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-02-29T00:00:00Z",
        "2025-13-01T00:00:00Z",
        "2025-00-01T00:00:00Z",
        "2025-01-00T00:00:00Z",
        "2025-01-01T25:00:00Z",
        "2025-01-01T00:60:00Z",
        "2025-01-01T00:00:61Z",
        "2025-01-01T00:00:00.1234567890Z",
        "2025-01-01T00:00:00",
        "٢٠٢٥-01-01T00:00:00Z",
        "",
        "Z",
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> InstantForm.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2025-01-01T24:00:00Z", "2025-01-01T10:00:00+02:00", "-0001-01-01T00:00:00Z"})
  void leavesUnusualTimesToTheJdk(String text) {
    assertThat(InstantForm.parse(text)).isEqualTo(Instant.parse(text));
  }
}
