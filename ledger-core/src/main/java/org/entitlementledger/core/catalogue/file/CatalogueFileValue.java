package org.entitlementledger.core.catalogue.file;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Refusal;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of the file, read as what is expected there; each reading throws {@link CatalogueError}
 * where it is something else.
 *
 * @param path the keys that lead to it, joined by points
 */
record CatalogueFileValue(Node node, String path) {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,9})?");
  private static final int LONGEST_SHOWN = 60;
  private static final Period MOST = Period.ofYears(100);
  private static final LocalDate ANY_DAY = LocalDate.EPOCH;

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isWord(String word) {
    return node instanceof ScalarNode scalar && scalar.getValue().equals(word);
  }

  CatalogueFileMapping mapping() {
    if (node instanceof MappingNode mapping) {
      return CatalogueFileMapping.of(mapping, path);
    }
    throw expected("a mapping of keys to values");
  }

  List<CatalogueFileValue> list() {
    if (!(node instanceof SequenceNode sequence)) {
      throw expected("a list");
    }
    var values = new ArrayList<CatalogueFileValue>();
    for (Node one : sequence.getValue()) {
      values.add(new CatalogueFileValue(one, path));
    }
    return values;
  }

  /** Any scalar as it is written. */
  String text() {
    if (node instanceof ScalarNode scalar && !node.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw expected("a text");
  }

  /** A text of 1 to 200 characters. */
  String name() {
    String text = text();
    try {
      Check.name(path, text);
    } catch (Refusal wrong) {
      throw expected("a text of 1 to 200 printable characters");
    }
    return text;
  }

  /** A number of at most {@code scale} decimals, {@code least} to {@code most}. */
  BigDecimal number(long least, long most, int scale) {
    String expected =
        (scale == 0 ? "a whole number" : "a number with at most " + scale + " decimals")
            + (" from " + least + " to " + most);
    if (!(node instanceof ScalarNode scalar)
        || !scalar.isPlain()
        || !NUMBER.matcher(scalar.getValue()).matches()) {
      throw expected(expected);
    }
    var number = new BigDecimal(scalar.getValue());
    if (number.stripTrailingZeros().scale() > scale
        || number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw expected(expected);
    }
    return number;
  }

  int integer(int least, int most) {
    return number(least, most, 0).intValueExact();
  }

  /** A day of the years 1970 to 9999. */
  LocalDate date() {
    try {
      var day = LocalDate.parse(text());
      Check.date(path, day);
      return day;
    } catch (DateTimeParseException | Refusal wrong) {
      throw expected("a day of the years 1970 to 9999 such as 2025-02-01");
    }
  }

  /** A length in days, months or years, not negative, at most 100 years. */
  Period period() {
    String expected = "a period of at most 100 years such as P30D or P12M";
    try {
      var period = Period.parse(text());
      boolean negative = period.isNegative();
      if (negative || ANY_DAY.plus(period).isAfter(ANY_DAY.plus(MOST))) {
        throw expected(expected);
      }
      return period;
    } catch (DateTimeParseException | ArithmeticException wrong) {
      throw expected(expected);
    }
  }

  /** A length of time above zero, at most a year. */
  Duration duration() {
    String expected = "a length of time above zero, at most a year, such as PT4H";
    try {
      var duration = Duration.parse(text());
      if (!duration.isPositive() || duration.compareTo(Duration.ofDays(366)) > 0) {
        throw expected(expected);
      }
      return duration;
    } catch (DateTimeParseException wrong) {
      throw expected(expected);
    }
  }

  /** Money such as {@code "12000.00 USD"}. */
  Money money() {
    String text = text();
    int space = text.indexOf(' ');
    try {
      return Money.parse(path, text.substring(0, Math.max(space, 0)), text.substring(space + 1));
    } catch (Refusal wrong) {
      throw expected("money in a currency of ISO 4217 such as \"12000.00 USD\"");
    }
  }

  /** What one of the words stands for. */
  <T> T oneOf(Map<String, T> words) {
    T meant = node instanceof ScalarNode scalar ? words.get(scalar.getValue()) : null;
    if (meant == null) {
      throw expected("one of " + String.join(", ", words.keySet()));
    }
    return meant;
  }

  CatalogueError expected(String what) {
    return error("expected " + what + ", found " + found());
  }

  CatalogueError notSupported() {
    return error(found() + " is not supported yet");
  }

  CatalogueError error(String detail) {
    return new CatalogueError(line(), path, detail, null);
  }

  int line() {
    return CatalogueFileYaml.line(node.getStartMark());
  }

  private String found() {
    if (!(node instanceof ScalarNode scalar)) {
      return isMapping() ? "a mapping" : "a list";
    }
    if (node.getTag().equals(Tag.NULL)) {
      return "nothing";
    }
    String text = scalar.getValue();
    int shown =
        text.offsetByCodePoints(0, Math.min(text.codePointCount(0, text.length()), LONGEST_SHOWN));
    return '"' + text.substring(0, shown) + (shown < text.length() ? "…\"" : "\"");
  }
}
