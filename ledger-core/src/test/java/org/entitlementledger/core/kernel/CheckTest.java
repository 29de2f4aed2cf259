package org.entitlementledger.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.entitlementledger.core.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of what clients send, at its bounds (API.md, "Conventions"). */
class CheckTest {
  private static final String SMILE = "\uD83D\uDE00";

  @ParameterizedTest
  @ValueSource(strings = {"a", "Z", "0", "a.b_c-d", "9-", "A..", "c__"})
  void anIdBeginsWithALetterOrDigit(String id) {
    Check.id("id", id);
    Check.optionalId("id", id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", ".a", "-a", "_a", "a b", "a/b", "a:b", "ä", "ı", "a\n", "a\u0000", "\u0661", "a%20"
      })
  void andHasNothingElseInIt(String id) {
    Form.refused("id", () -> Check.id("id", id));
    Form.refused("id", () -> Check.optionalId("id", id));
  }

  @Test
  void anIdHasUpToAHundredCharacters() {
    Check.id("id", "a".repeat(100));
    Form.refused("id", () -> Check.id("id", "a".repeat(101)));
    Check.optionalId("id", null);
  }

  @Test
  void aNameHasUpToTwoHundredCharacters() {
    Check.name("name", "x".repeat(200));
    Check.name("name", SMILE.repeat(200));
    Form.refused("name", () -> Check.name("name", "x".repeat(201)));
    Form.refused("name", () -> Check.name("name", SMILE.repeat(201)));
    Form.refused("name", () -> Check.name("name", ""));
    Form.refused("name", () -> Check.name("name", " \t\n"));
    Check.optionalName("name", null);
    Form.refused("name", () -> Check.optionalName("name", ""));
  }

  @Test
  void aTextHasUpToFourThousandCharacters() {
    Check.text("text", "x".repeat(4_000));
    Form.refused("text", () -> Check.text("text", "x".repeat(4_001)));
    Form.refused("text", () -> Check.text("text", " "));
    Check.optionalText("text", "x".repeat(4_000));
    Form.refused("text", () -> Check.optionalText("text", "x".repeat(4_001)));
    Check.optionalText("text", "");
    Check.optionalText("text", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tb", "a\nb", "a\r\nb", "\u00a0x", "\u202ex", "\uD83D\uDE00"})
  void lineBreaksAndTabsMayStandInATextAndLettersOfAnyScript(String text) {
    Check.text("text", text);
    Check.name("name", text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x85, 0x9F, 0xD83D, 0xDE00})
  void otherControlCharactersAndBrokenOnesMayNot(int character) {
    String text = "a" + (char) character + "b";
    Form.refused("text", () -> Check.text("text", text));
    Form.refused("text", () -> Check.optionalText("text", text));
    Form.refused("name", () -> Check.name("name", text));
  }

  @Test
  void anInstantLiesInTheYearsFrom1970To9999() {
    Check.instant("at", Instant.parse("1970-01-01T00:00:00Z"));
    Form.refused("at", () -> Check.instant("at", Instant.parse("1969-12-31T23:59:59.999999Z")));
    Check.instant("at", Instant.parse("9999-12-31T23:59:59.999999Z"));
    Form.refused("at", () -> Check.instant("at", Instant.parse("+10000-01-01T00:00:00Z")));
    Form.refused("at", () -> Check.instant("at", Instant.MAX));
    Form.refused("at", () -> Check.instant("at", Instant.MIN));
  }

  @Test
  void anInstantHasAtMostSixDecimals() {
    Check.instant("at", Instant.parse("2025-03-15T00:00:00.000001Z"));
    Form.refused("at", () -> Check.instant("at", Instant.parse("2025-03-15T00:00:00.0000001Z")));
    Form.refused("at", () -> Check.instant("at", Instant.parse("2025-03-15T00:00:00.000000999Z")));
  }

  @Test
  void aDateLiesInTheYearsFrom1970To9999() {
    Check.date("on", LocalDate.of(1970, 1, 1));
    Form.refused("on", () -> Check.date("on", LocalDate.of(1969, 12, 31)));
    Check.date("on", LocalDate.of(9999, 12, 31));
    Form.refused("on", () -> Check.date("on", LocalDate.of(10_000, 1, 1)));
  }

  @Test
  void aFigureIsUnderATrillionWithAtMostTwelveDecimals() {
    for (String bound : List.of("999999999999.999999999999", "-999999999999", "1e11", "1e-12")) {
      assertThat(Check.decimal("x", new BigDecimal(bound))).isEqualByComparingTo(bound);
    }
    for (String past :
        List.of("1000000000000", "-1e12", "1e1000000000", "1e-13", "1e-1000000000")) {
      Form.refused("x", () -> Check.decimal("x", new BigDecimal(past)));
    }
    assertThat(Check.decimal("x", new BigDecimal("1e3"))).hasToString("1000");
    assertThat(Check.decimal("x", new BigDecimal("1.50"))).hasToString("1.50");
  }

  @Test
  void aPriorityIsZeroToAHundred() {
    Check.priority(null);
    Check.priority(0);
    Check.priority(100);
    Form.refused("priority", () -> Check.priority(-1));
    Form.refused("priority", () -> Check.priority(101));
  }

  @Test
  void aListHasABoundAndNoGapsAndDoesNotChange() {
    var given = new ArrayList<>(List.of("a", "b"));
    List<String> taken = Check.list("list", given, 2);
    given.clear();
    assertThat(taken).containsExactly("a", "b");
    Form.refused("list", () -> Check.list("list", List.of("a", "b", "c"), 2));
    Form.refused("list", () -> Check.list("list", Arrays.asList("a", null), 2));
    assertThat(Check.optionalList("list", null, 2)).isNull();
    assertThat(Check.optionalList("list", List.of(), 0)).isEmpty();
    Form.refused("list", () -> Check.optionalList("list", List.of("a"), 0));
    assertThat(Check.texts("list", Collections.nCopies(2, "a"), 2)).hasSize(2);
    Form.refused("list", () -> Check.texts("list", List.of("a", " "), 2));
  }
}
