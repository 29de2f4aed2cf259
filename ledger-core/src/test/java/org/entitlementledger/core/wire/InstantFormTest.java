package org.entitlementledger.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantFormTest {
  @Property
  void readsWhatIsWritten(
      @ForAll @LongRange(min = -70_000_000_000L, max = 260_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    Instant time = Instant.ofEpochSecond(second, nano);
    assertThat(InstantForm.parse(time.toString())).isEqualTo(time);
    Instant whole = Instant.ofEpochSecond(second);
    assertThat(InstantForm.parse(whole.toString())).isEqualTo(whole);
  }

  /** Whatever is changed in a time, it reads it as the JDK does, or refuses it as the JDK does. */
  @Property(tries = 3_000)
  void agreesWithTheJdk(
      @ForAll @IntRange(max = 26) int place,
      @ForAll @CharRange(from = '0', to = '9') @Chars({'-', ':', '.', 'T', 'Z', 't', '+', ' ', 'e'})
          char character) {
    String text = "2024-02-29T23:59:59.123456Z";
    String changed = text.substring(0, place) + character + text.substring(place + 1);
    agrees(changed);
    agrees(changed.substring(0, place));
    agrees(changed + character);
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
