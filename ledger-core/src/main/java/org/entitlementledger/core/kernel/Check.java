package org.entitlementledger.core.kernel;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the syntax of clients' input (API.md, "Conventions"); each refuses with {@code
 * validation}.
 */
public final class Check {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int NAME = 200;
  private static final int TEXT = 4_000;
  private static final int DIGITS = 12;

  /** The bounds of instants. */
  private static final Instant FIRST = Instant.EPOCH;

  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private Check() {}

  /** 1–100 of {@code A–Z a–z 0–9 . _ -}, beginning with a letter or digit. */
  public static void id(String field, String value) {
    if (!ID.matcher(value).matches()) {
      throw Refusal.invalid(
          field,
          "must be 1 to 100 of the characters A-Z a-z 0-9 . _ - and begin with a letter or digit");
    }
  }

  /** As {@link #id}, or absent. */
  public static void optionalId(String field, @Nullable String value) {
    if (value != null) {
      id(field, value);
    }
  }

  /** 1–200 characters on one or more lines, not blank. */
  public static void name(String field, String value) {
    printable(field, value, NAME);
    if (value.isBlank()) {
      throw Refusal.invalid(field, "must not be blank");
    }
  }

  /** As {@link #name}, or absent. */
  public static void optionalName(String field, @Nullable String value) {
    if (value != null) {
      name(field, value);
    }
  }

  /** 1–4,000 characters, not blank. */
  public static void text(String field, String value) {
    printable(field, value, TEXT);
    if (value.isBlank()) {
      throw Refusal.invalid(field, "must not be blank");
    }
  }

  /** Up to 4,000 characters, or absent. */
  public static void optionalText(String field, @Nullable String value) {
    if (value != null) {
      printable(field, value, TEXT);
    }
  }

  /** 1970–9999, at most six decimals. */
  public static void instant(String field, Instant value) {
    if (value.isBefore(FIRST) || value.isAfter(END)) {
      throw Refusal.invalid(field, "must lie in the years 1970 to 9999");
    }
    if (!value.equals(value.truncatedTo(ChronoUnit.MICROS))) {
      throw Refusal.invalid(field, "may have at most six decimals of a second");
    }
  }

  /** Requires a range with an exclusive end to end after it begins, if it has both ends. */
  public static void range(String from, @Nullable Instant first, String to, @Nullable Instant end) {
    if (first != null && end != null && !first.isBefore(end)) {
      throw Refusal.invalid(to, "must be after " + from + "; it is exclusive")
          .with("allowed", List.of("after " + first));
    }
  }

  /** 1970–9999. */
  public static void date(String field, LocalDate value) {
    if (value.isBefore(FIRST_DAY) || value.isAfter(LAST_DAY)) {
      throw Refusal.invalid(field, "must lie in the years 1970 to 9999");
    }
  }

  /**
   * A number of any sign, its absolute value under 10¹², with at most twelve decimals; returned
   * without an exponent.
   */
  public static BigDecimal decimal(String field, BigDecimal value) {
    // Precision and scale first: expanding 1e1000000000 would build that many digits.
    if ((long) value.precision() - value.scale() > DIGITS || value.scale() > DIGITS) {
      throw Refusal.invalid(
          field, "must be under 1000000000000 and may have at most " + DIGITS + " decimals");
    }
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  /** 0–100, or absent. */
  public static void priority(@Nullable Integer value) {
    if (value != null && (value < 0 || value > 100)) {
      throw Refusal.invalid("priority", "must be 0 to 100");
    }
  }

  /**
   * At most {@code most} elements, none of them null.
   *
   * @return an immutable copy
   */
  public static <T> List<T> list(String field, List<T> value, int most) {
    if (value.size() > most) {
      throw Refusal.invalid(field, "may be at most " + most);
    }
    if (value.stream().anyMatch(Objects::isNull)) {
      throw Refusal.invalid(field, "must not contain null");
    }
    return List.copyOf(value);
  }

  /** As {@link #list}, or absent. */
  public static <T> @Nullable List<T> optionalList(
      String field, @Nullable List<T> value, int most) {
    return value == null ? null : list(field, value, most);
  }

  /** As {@link #list}, each as {@link #text}. */
  public static List<String> texts(String field, List<String> value, int most) {
    List<String> checked = list(field, value, most);
    checked.forEach(one -> text(field, one));
    return checked;
  }

  private static void printable(String field, String value, int most) {
    if (value.codePointCount(0, value.length()) > most) {
      throw Refusal.invalid(field, "may have at most " + most + " characters");
    }
    if (value.codePoints().anyMatch(Check::isForbidden)) {
      throw Refusal.invalid(
          field,
          "may have no control characters but line breaks and tabs, and no broken characters");
    }
  }

  private static boolean isForbidden(int character) {
    boolean layout = character == '\n' || character == '\r' || character == '\t';
    boolean loneSurrogate = character >= 0xD800 && character <= 0xDFFF;
    return (Character.isISOControl(character) && !layout) || loneSurrogate;
  }
}
