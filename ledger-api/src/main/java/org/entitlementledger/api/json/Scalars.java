package org.entitlementledger.api.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;

/** Parses single values. Each method refuses with {@code validation} naming the field. */
public final class Scalars {
  /** {@code 2025-03-15T00:00:00.000000+01:00:00} and a little. */
  private static final int LONGEST_TIME = 40;

  private static final int DATE = "2025-03-15".length();

  /**
   * The offset as {@code Z}, {@code +02:00}, {@code +0200} or {@code +02}: all are ISO 8601, and
   * each is what some language writes by default.
   */
  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .parseLenient()
          .appendOffset("+HH", "Z")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withChronology(IsoChronology.INSTANCE);

  private Scalars() {}

  /** An instant as {@link #instant}, or a date. */
  public static When when(String field, String text) {
    return text.length() <= DATE
        ? new When.On(date(field, text))
        : new When.At(instant(field, text));
  }

  /** An instant with an offset; what goes beyond microseconds is cut off. */
  public static Instant instant(String field, String text) {
    try {
      if (text.length() <= LONGEST_TIME) {
        Instant time =
            OffsetDateTime.parse(text, INSTANT).toInstant().truncatedTo(ChronoUnit.MICROS);
        Check.instant(field, time);
        return time;
      }
    } catch (DateTimeException unreadable) {
      // said below
    }
    throw Refusal.invalid(field, "must be a time with its offset, such as 2025-03-15T10:00:00Z");
  }

  /** A date that exists. */
  public static LocalDate date(String field, String text) {
    try {
      if (text.length() <= LONGEST_TIME) {
        LocalDate date = LocalDate.parse(text);
        Check.date(field, date);
        return date;
      }
    } catch (DateTimeException unreadable) {
      // said below
    }
    throw Refusal.invalid(field, "must be a date that exists, such as 2025-03-15");
  }

  /** A whole number; 30, 30.0 and 3e1 are the same. */
  public static int integer(String field, BigDecimal number) {
    // digits before the point first: an exponent could make them a billion
    if ((long) number.precision() - number.scale() <= 10) {
      BigDecimal plain = number.stripTrailingZeros();
      if (plain.scale() <= 0 && plain.longValue() == plain.intValue()) {
        return plain.intValue();
      }
    }
    throw Refusal.invalid(
        field, "must be a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
  }

  /** A place in the log, or how many events there are up to it: 1 to 2⁶³−1. */
  public static long position(String field, String text) {
    return whole(field, text, 1);
  }

  /** A whole number from {@code least}, which is not negative, to 2⁶³−1. */
  public static long whole(String field, String text, long least) {
    try {
      long number = text.matches("[0-9]{1,19}") ? Long.parseLong(text) : -1;
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException tooLarge) {
      // said below
    }
    throw Refusal.invalid(field, "must be a whole number from " + least + " to " + Long.MAX_VALUE);
  }

  /** One of the constants of {@code type}, in kebab case. */
  public static Enum<?> constant(String field, Class<?> type, String text) {
    Enum<?>[] constants = (Enum<?>[]) type.getEnumConstants();
    for (Enum<?> one : constants) {
      if (word(one).equals(text)) {
        return one;
      }
    }
    List<String> allowed = Arrays.stream(constants).map(Scalars::word).toList();
    throw Refusal.invalid(field, "must be one of " + String.join(", ", allowed))
        .with("allowed", allowed);
  }

  /** As clients write it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
