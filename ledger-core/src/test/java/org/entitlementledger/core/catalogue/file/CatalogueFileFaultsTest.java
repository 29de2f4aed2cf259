package org.entitlementledger.core.catalogue.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.entitlementledger.core.json.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is wrong with a catalogue file is told with line, key and what was expected. The faults
 * stand in {@code src/test/resources/catalogue}, a line each.
 */
class CatalogueFileFaultsTest {
  private static final String YAML = Resources.text("/catalogue/two-versions.yaml");
  private static final Pattern FAULT = Pattern.compile("(.*?) -> (.*?) \\| ([0-9]+) \\| (.*)");
  private static final Pattern POLICY = Pattern.compile("(.*?) \\| (.*)");

  private static Stream<Matcher> cases(String resource, Pattern form) {
    List<String> lines = Resources.text(resource).lines().filter(l -> !l.startsWith("#")).toList();
    return lines.stream()
        .map(form::matcher)
        .peek(line -> assertThat(line.matches()).as(line.toString()).isTrue());
  }

  static Stream<Arguments> faults() {
    return cases("/catalogue/faults.txt", FAULT)
        .map(
            line ->
                Arguments.of(
                    line.group(1).replace("\\n", "\n"),
                    line.group(2).replace("\\n", "\n"),
                    Integer.valueOf(line.group(3)),
                    line.group(4)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsTold(String standing, String instead, int line, String said) {
    CatalogueError error = refused(with(standing, instead));
    assertThat(error.line()).as(error.getMessage()).isEqualTo(line);
    assertThat(error.getMessage()).startsWith("catalogue line " + line + ", " + said);
    assertThat(said).startsWith(error.key());
  }

  static Stream<Arguments> policies() {
    return cases("/catalogue/policy-faults.txt", POLICY)
        .map(line -> Arguments.of(line.group(1), line.group(2)));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void aPolicyIsRefusedOnEveryLevel(String policy, String said) {
    assertThat(refused(with("backdating: P10D", "backdating: P10D, " + policy)))
        .hasMessageStartingWith("catalogue line 5, policies." + said);
    assertThat(refused(with("unit: hour", policy)))
        .hasMessageStartingWith("catalogue line 12, entitlements.hours." + said);
    assertThat(refused(with("limit: 1.5", "limit: 1.5, " + policy)))
        .hasMessageStartingWith("catalogue line 24, tiers.small.entitlements.hours." + said);
  }

  static Stream<Arguments> noYaml() {
    return Stream.of(
        Arguments.of("", "the file is empty"),
        Arguments.of("# nothing\n", "the file is empty"),
        Arguments.of("---\n", "expected a mapping"),
        Arguments.of("just words", "catalogue line 1: expected a mapping"),
        Arguments.of("- a", "catalogue line 1: expected a mapping"),
        Arguments.of("{}", "catalogue line 1, catalogue: expected the catalogue's name"),
        Arguments.of("catalogue: a\nversions: []", "versions: expected at least one version"),
        Arguments.of("catalogue: a\nversions: {}", "catalogue line 2, versions: expected a list"),
        Arguments.of("a: [", "catalogue line 1: this is no YAML"),
        Arguments.of("a: b\n---\nc: d", "this is no YAML: but found another document"),
        Arguments.of("a: \u0007", "this is no YAML"),
        Arguments.of("\tcatalogue: a", "this is no YAML"),
        Arguments.of("{ {a: b}: c }", "catalogue line 1: expected a text, found a mapping"),
        Arguments.of("a: *b", "catalogue line 1: anchors and aliases are not allowed"),
        Arguments.of("a: &b [*b]", "catalogue line 1: anchors and aliases are not allowed"),
        Arguments.of("a: 1\nb: &b [x]\nc: [*b, *b]", "line 2: anchors and aliases are not allowed"),
        Arguments.of("a: !!java.net.URL [x]", "catalogue line 1: tags are not allowed"),
        Arguments.of("a: !!int 1", "catalogue line 1: tags are not allowed"),
        Arguments.of("<<: {a: b}", "<<: unknown key"),
        Arguments.of("a: " + "[".repeat(100_000), "nested too deeply"),
        Arguments.of("a: " + "x".repeat(1 << 20), "the file has over 1 MiB"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("noYaml")
  void aFileOfAnotherFormIsRefused(String yaml, String said) {
    assertThat(refused(yaml)).hasMessageContaining(said);
  }

  @Test
  void whatCannotBeReadIsTold(@TempDir Path folder) throws Exception {
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

  private static CatalogueError refused(String yaml) {
    return caught(() -> CatalogueFile.parse(yaml));
  }

  private static CatalogueError caught(ThrowingCallable reading) {
    CatalogueError error = catchThrowableOfType(CatalogueError.class, reading);
    assertThat(error).as("it was not refused").isNotNull();
    return error;
  }

  private static String with(String standing, String instead) {
    int at = YAML.indexOf(standing);
    assertThat(at).as(standing).isNotNegative();
    return YAML.substring(0, at) + instead + YAML.substring(at + standing.length());
  }
}
