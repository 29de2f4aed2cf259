package org.entitlementledger.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a catalogue file is said with line, key and what was expected. */
class CatalogueFileTest {
  /** Line by line, so that the tests can name lines. */
  static final String YAML =
      """
      catalogue: tiers
      versions:
        - version: "1"
          effectiveFrom: 2025-01-01
          policies: { backdating: P10D }
          entitlements:
            program:
              kind: program
              period: contract-year
            hours:
              kind: units
              unit: hour
              scale: 2
              period: { every: P1W, anchor: "2025-01-06T00:00" }
            discount: { kind: discount }
            support: { kind: support }
            owner: { kind: role, required: [program] }
            advice: { kind: activity }
          tiers:
            small:
              rank: 1
              entitlements:
                program: { limit: 2, unitValue: "100.00 USD" }
                hours: { limit: 1.5 }
                discount: { percent: 12.5 }
                support:
                  - { coverage: 24x5, firstResponse: PT4H }
                  - { from: 2025-05-01, coverage: 24x7, firstResponse: PT4H }
                owner: {}
                advice: {}
        - version: "2"
          effectiveFrom: 2026-01-01
          entitlements: { advice: { kind: activity } }
          tiers: { small: { rank: 1, entitlements: { advice: {} } } }
      """;

  /** What stands in the file, what is written instead, and what is said of it. */
  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong(
            "contract-year",
            "yearly",
            9,
            "entitlements.program.period: expected one of contract, contract-year,"
                + " contract-quarter, contract-month, calendar-year, calendar-quarter,"
                + " calendar-month, calendar-week, day, found \"yearly\""),
        wrong("contract-year", "", 9, "entitlements.program.period: expected one of"),
        wrong(
            "contract-year",
            "P1W@2025-01-06T00:00",
            9,
            "entitlements.program.period: expected one of"),
        wrong(
            "contract-year",
            "{ colour: red }",
            9,
            "entitlements.program.period.colour: unknown key; known here: every, anchor"),
        wrong(
            "        period: contract-year\n",
            "",
            22,
            "tiers.small.entitlements.program.limit: where there is a limit, program needs a"
                + " period"),
        wrong(
            "P1W, anchor",
            "PT59M, anchor",
            14,
            "entitlements.hours.period: every must be at least PT1H"),
        wrong(
            "P1W, anchor",
            "P0D, anchor",
            14,
            "entitlements.hours.period: every must be above zero"),
        wrong("P1W, anchor", "weekly, anchor", 14, "entitlements.hours.period: every is a period"),
        wrong("every: P1W, ", "", 14, "entitlements.hours.period.every: expected a period"),
        wrong(
            ", anchor: \"2025-01-06T00:00\"",
            "",
            14,
            "entitlements.hours.period.anchor: expected a local date-time"),
        wrong(
            "2025-01-06T00:00",
            "2025-02-30T00:00",
            14,
            "entitlements.hours.period: every is a period"),
        wrong(
            "2025-01-06T00:00",
            "2025-01-06T00:00Z",
            14,
            "entitlements.hours.period: every is a period"),
        wrong(
            "every: P1W",
            "every: P1W, zone: Europe/Nowhere",
            14,
            "entitlements.hours.period.zone: unknown key"),
        wrong(
            "kind: program",
            "kind: programme",
            8,
            "entitlements.program.kind: expected one of program, session, voucher, units, discount,"
                + " support, role, activity, found \"programme\""),
        wrong("        kind: program\n", "", 8, "entitlements.program.kind: expected one of"),
        wrong(
            "kind: activity }\n    tiers",
            "kind: activity, period: day }\n    tiers",
            18,
            "entitlements.advice.period: unknown key"),
        wrong(
            "catalogue: tiers",
            "catalog: tiers",
            1,
            "catalog: unknown key; known here: catalogue, versions"),
        wrong("catalogue: tiers", "catalogue:", 1, "catalogue: expected a text, found nothing"),
        wrong("    policies: {", "    extra: 1\n    policies: {", 5, "extra: unknown key"),
        wrong(
            "unit: hour",
            "unit: hour\n        unit: day",
            13,
            "entitlements.hours.unit: this key stands here twice"),
        wrong(
            "      discount: { kind: discount }",
            "      hours: { kind: discount }",
            15,
            "entitlements.hours: this key stands here twice"),
        wrong(
            "owner: {}\n",
            "owner: {}\n      small:\n",
            30,
            "tiers.small: this key stands here twice"),
        wrong("version: \"2\"", "version: \"1\"", 31, "version: expected another name"),
        wrong("2026-01-01", "2025-01-01", 32, "effectiveFrom: expected a day after 2025-01-01"),
        wrong("2026-01-01", "2024-12-31", 32, "effectiveFrom: expected a day after 2025-01-01"),
        wrong(
            "2026-01-01",
            "2026-02-30",
            32,
            "effectiveFrom: expected a day of the years 1970 to 9999 such as 2025-02-01, found"
                + " \"2026-02-30\""),
        wrong(
            "effectiveFrom: 2026-01-01",
            "effectiveFrom: [2026-01-01]",
            32,
            "effectiveFrom: expected a text, found a list"),
        wrong(
            "limit: 2,",
            "limit: -1,",
            23,
            "tiers.small.entitlements.program.limit: expected a whole number from 0 to"
                + " 999999999999, found \"-1\""),
        wrong(
            "limit: 2,",
            "limit: 1.5,",
            23,
            "tiers.small.entitlements.program.limit: expected a whole number"),
        wrong(
            "limit: 2,",
            "limit: 1000000000000,",
            23,
            "tiers.small.entitlements.program.limit: expected a whole number"),
        wrong(
            "limit: 2,",
            "limit: 1e3,",
            23,
            "tiers.small.entitlements.program.limit: expected a whole number"),
        wrong(
            "limit: 2,",
            "limit: 0x10,",
            23,
            "tiers.small.entitlements.program.limit: expected a whole number"),
        wrong(
            "limit: 2,",
            "limit: 010,",
            23,
            "tiers.small.entitlements.program.limit: expected a whole number"),
        wrong(
            "limit: 2,",
            "limit: \"2\",",
            23,
            "tiers.small.entitlements.program.limit: expected a whole number"),
        wrong(
            "limit: 2,",
            "limit: many,",
            23,
            "tiers.small.entitlements.program.limit: expected a whole number"),
        wrong(
            "limit: 2,",
            "",
            23,
            "tiers.small.entitlements.program.limit: expected a number, or unlimited"),
        wrong(
            "limit: 1.5",
            "limit: 1.555",
            24,
            "tiers.small.entitlements.hours.limit: expected a number with at most 2 decimals"),
        wrong(
            "advice: {}\n  - ",
            "advice: { limit: 1 }\n  - ",
            30,
            "tiers.small.entitlements.advice.limit: unknown key"),
        wrong(
            "owner: {}",
            "owner: { limit: unlimited }",
            29,
            "tiers.small.entitlements.owner.limit: unknown key"),
        wrong(
            "percent: 12.5",
            "percent: 100.5",
            25,
            "tiers.small.entitlements.discount.percent: expected a number with at most 4 decimals"
                + " from 0 to 100, found \"100.5\""),
        wrong(
            "percent: 12.5",
            "percent: -1",
            25,
            "tiers.small.entitlements.discount.percent: expected a number"),
        wrong(
            "percent: 12.5",
            "",
            25,
            "tiers.small.entitlements.discount.percent: expected a number"),
        wrong(
            "percent: 12.5",
            "limit: 3",
            25,
            "tiers.small.entitlements.discount.limit: unknown key"),
        wrong(
            "100.00 USD",
            "100.005 USD",
            23,
            "tiers.small.entitlements.program.unitValue: expected money"),
        wrong(
            "100.00 USD",
            "100.00 ABC",
            23,
            "tiers.small.entitlements.program.unitValue: expected money"),
        wrong(
            "100.00 USD",
            "100.00",
            23,
            "tiers.small.entitlements.program.unitValue: expected money"),
        wrong(
            "100.00 USD",
            "-1.00 USD",
            23,
            "tiers.small.entitlements.program.unitValue: expected money"),
        wrong(
            "100.00 USD",
            "USD 100.00",
            23,
            "tiers.small.entitlements.program.unitValue: expected money"),
        wrong(
            "scale: 2",
            "scale: 10",
            13,
            "entitlements.hours.scale: expected a whole number from 0 to 9"),
        wrong("backdating: P10D", "backdating: -P10D", 5, "policies.backdating: expected a period"),
        wrong("backdating: P10D", "backdating: P101Y", 5, "policies.backdating: expected a period"),
        wrong("backdating: P10D", "backdating: PT12H", 5, "policies.backdating: expected a period"),
        wrong("backdating: P10D", "backdated: P10D", 5, "policies.backdated: unknown key"),
        wrong(
            "24x5, first",
            "8x5, first",
            27,
            "tiers.small.entitlements.support.coverage: expected one of 24x7, 24x5, found \"8x5\""),
        wrong(
            "coverage: 24x5, ",
            "",
            27,
            "tiers.small.entitlements.support.coverage: expected 24x7 or 24x5, found nothing"),
        wrong(
            "24x5, firstResponse: PT4H",
            "24x5",
            27,
            "tiers.small.entitlements.support.firstResponse: expected a length of time"),
        wrong(
            "24x5, firstResponse: PT4H",
            "24x5, firstResponse: PT0S",
            27,
            "tiers.small.entitlements.support.firstResponse: expected a length of time"),
        wrong(
            "from: 2025-05-01, ",
            "",
            28,
            "tiers.small.entitlements.support.from: expected the first day"),
        wrong(
            "- { coverage: 24x5",
            "- { from: 2025-05-01, coverage: 24x5",
            28,
            "tiers.small.entitlements.support.from: expected a day after 2025-05-01"),
        wrong(
            "program: { limit: 2, unitValue: \"100.00 USD\" }",
            "program: []",
            23,
            "tiers.small.entitlements.program: a value that changes on a date is not supported"
                + " yet"),
        wrong(
            "advice: {}\n  - ",
            "advice:\n  - ",
            30,
            "tiers.small.entitlements.advice: expected a mapping of keys to values, found nothing"),
        wrong(
            "advice: {}\n  - ",
            "advise: {}\n  - ",
            30,
            "tiers.small.entitlements.advise: the version does not declare this entitlement"),
        wrong(
            "required: [program]",
            "required: [programs]",
            17,
            "entitlements.owner.required: expected the key of an entitlement of this version, found"
                + " \"programs\""),
        wrong(
            "required: [program]",
            "required: program",
            17,
            "entitlements.owner.required: expected a list, found \"program\""),
        wrong("unit: hour", "required: [program]", 12, "entitlements.hours.required: unknown key"),
        wrong(
            "owner: { kind: role",
            "own er: { kind: role",
            17,
            "entitlements.own er: expected a key"),
        wrong(
            "        rank: 1\n        entitlements",
            "        entitlements",
            21,
            "tiers.small.rank: expected a whole number"),
        wrong("rank: 1\n", "rank: first\n", 21, "tiers.small.rank: expected a whole number"),
        wrong(
            "tiers: { small: { rank: 1, entitlements: { advice: {} } } }",
            "tiers: {}",
            34,
            "tiers: expected at least one tier"),
        wrong(
            "    tiers: { small: { rank: 1, entitlements: { advice: {} } } }\n",
            "",
            31,
            "tiers: expected the tiers by key, found nothing"));
  }

  /** What CATALOGUE.md knows and this version does not do yet. */
  static Stream<Arguments> notYet() {
    return Stream.of(
        policy("overage: allow", "overage: \"allow\" is not supported yet"),
        policy("overage: approve", "overage: \"approve\" is not supported yet"),
        policy(
            "overage: perhaps",
            "overage: expected one of reject, allow, approve, found \"perhaps\""),
        policy("overageValue: \"1.00 USD\"", "overageValue: \"1.00 USD\" is not supported yet"),
        policy("overageAtReset: carry", "overageAtReset: \"carry\" is not supported yet"),
        policy("rollover: { max: 1 }", "rollover: a mapping is not supported yet"),
        policy("rollover: all", "rollover: expected one of none, found \"all\""),
        policy("tierChange: fresh", "tierChange: \"fresh\" is not supported yet"),
        policy("tierChange: prorate", "tierChange: \"prorate\" is not supported yet"),
        policy(
            "downgrade: immediate-approved",
            "downgrade: \"immediate-approved\" is not supported yet"),
        policy("partialPeriod: prorate", "partialPeriod: \"prorate\" is not supported yet"),
        policy("drawOrder: [ends, priority]", "drawOrder: another order than"),
        policy("drawOrder: ends", "drawOrder: expected a list"),
        policy("adjustments: one-person", "adjustments: \"one-person\" is not supported yet"),
        policy("thresholds: [80, 100]", "thresholds: a list is not supported yet"));
  }

  private static Arguments wrong(String standing, String instead, int line, String said) {
    return Arguments.of(standing, instead, line, said);
  }

  private static Arguments policy(String policy, String said) {
    return Arguments.of(policy, said);
  }

  @ParameterizedTest
  @MethodSource
  void wrong(String standing, String instead, Integer line, String said) {
    assertThat(YAML).contains(standing);
    CatalogueError error = refused(replaceFirst(YAML, standing, instead));
    assertThat(error.line()).as(error.getMessage()).isEqualTo(line);
    assertThat(error.getMessage()).startsWith("catalogue line " + line).contains(said);
  }

  @ParameterizedTest
  @MethodSource
  void notYet(String policy, String said) {
    String ofVersion = "backdating: P10D, " + policy;
    assertThat(refused(replaceFirst(YAML, "backdating: P10D", ofVersion)))
        .hasMessageContaining("catalogue line 5, policies." + said);
    assertThat(refused(replaceFirst(YAML, "unit: hour", policy)))
        .hasMessageContaining("catalogue line 12, entitlements.hours." + said);
    assertThat(refused(replaceFirst(YAML, "limit: 1.5", "limit: 1.5, " + policy)))
        .hasMessageContaining("catalogue line 24, tiers.small.entitlements.hours." + said);
  }

  @Test
  void aCalendarOfSupportHoursIsNotSupportedYet() {
    String calendar = "coverage: { days: [monday], from: \"09:00\", to: \"17:00\", zone: UTC }";
    assertThat(refused(replaceFirst(YAML, "coverage: 24x5", calendar)))
        .hasMessageContaining(
            "catalogue line 27, tiers.small.entitlements.support.coverage: a calendar of support"
                + " hours is not supported yet");
  }

  @ParameterizedTest
  @MethodSource
  void noYamlThatWeRead(String yaml, String said) {
    assertThat(refused(yaml)).hasMessageContaining(said);
  }

  static Stream<Arguments> noYamlThatWeRead() {
    return Stream.of(
        Arguments.of("", "the file is empty"),
        Arguments.of("# nothing\n", "the file is empty"),
        Arguments.of("---\n", "expected a mapping"),
        Arguments.of("just words", "catalogue line 1: expected a mapping"),
        Arguments.of("- a", "catalogue line 1: expected a mapping"),
        Arguments.of("{}", "catalogue line 1, catalogue: expected the catalogue's name"),
        Arguments.of(
            "catalogue: a\nversions: []",
            "catalogue line 2, versions: expected at least one version"),
        Arguments.of("catalogue: a\nversions: {}", "catalogue line 2, versions: expected a list"),
        Arguments.of("a: [", "catalogue line 1: this is no YAML"),
        Arguments.of("a: b\n---\nc: d", "this is no YAML: but found another document"),
        Arguments.of("a: \u0007", "this is no YAML"),
        Arguments.of("\tcatalogue: a", "this is no YAML"),
        Arguments.of("{ {a: b}: c }", "expected a text, found a mapping"),
        Arguments.of("a: *b", "catalogue line 1: anchors and aliases are not allowed"),
        Arguments.of("a: &b [*b]", "catalogue line 1: anchors and aliases are not allowed"),
        Arguments.of(
            "a: 1\nb: &b [x]\nc: [*b, *b]",
            "catalogue line 2: anchors and aliases are not allowed"),
        Arguments.of("a: !!java.net.URL [x]", "catalogue line 1: tags are not allowed"),
        Arguments.of("a: !!int 1", "catalogue line 1: tags are not allowed"),
        Arguments.of("<<: {a: b}", "<<: unknown key"),
        Arguments.of("a: " + "[".repeat(100_000), "nested too deeply"),
        Arguments.of("a: " + "x".repeat(1 << 20), "the file has over 1 MiB"));
  }

  @Test
  void whatCannotBeReadIsSaid(@TempDir Path folder) throws Exception {
    Path none = folder.resolve("none.yaml");
    assertThat(caught(() -> CatalogueFile.read(none)))
        .hasMessage("catalogue: the file cannot be read: " + none);
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', (byte) 0xe4});
    assertThat(caught(() -> CatalogueFile.read(latin)))
        .hasMessage("catalogue: the file is not UTF-8 text: " + latin);
    Path large = Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);
    assertThat(caught(() -> CatalogueFile.read(large))).hasMessageContaining("over 1 MiB");
    assertThat(caught(() -> CatalogueFile.read(folder)))
        .hasMessageStartingWith("catalogue: the file cannot be read");
  }

  @Test
  void aFileIsReadAsItsText(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("tiers.yaml"), YAML, StandardCharsets.UTF_8);
    assertThat(CatalogueFile.read(file)).isEqualTo(CatalogueFile.parse(YAML));
  }

  static CatalogueError refused(String yaml) {
    return caught(() -> CatalogueFile.parse(yaml));
  }

  private static CatalogueError caught(ThrowingCallable reading) {
    CatalogueError error = catchThrowableOfType(CatalogueError.class, reading);
    assertThat(error).as("it was not refused").isNotNull();
    return error;
  }

  static String replaceFirst(String text, String standing, String instead) {
    int at = text.indexOf(standing);
    assertThat(at).as(standing).isNotNegative();
    return text.substring(0, at) + instead + text.substring(at + standing.length());
  }
}
