package org.entitlementledger.projections.tree;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as they stand in a leaf: UTC with six decimals, 27 characters. */
public final class LeafTime {
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
  private static final int NANOS_OF_A_MICRO = 1_000;

  private LeafTime() {}

  /** {@code 2025-03-15T00:00:00.000000Z}. */
  public static String text(Instant time) {
    if (time.isBefore(FIRST) || !time.isBefore(END)) {
      // no event has such a time; a row that was tampered with must be told all the same
      return time.toString();
    }
    var utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    char[] text = "0000-00-00T00:00:00.000000Z".toCharArray();
    digits(text, 0, 4, utc.getYear());
    digits(text, 5, 2, utc.getMonthValue());
    digits(text, 8, 2, utc.getDayOfMonth());
    digits(text, 11, 2, utc.getHour());
    digits(text, 14, 2, utc.getMinute());
    digits(text, 17, 2, utc.getSecond());
    digits(text, 20, 6, utc.getNano() / NANOS_OF_A_MICRO);
    return new String(text);
  }

  private static void digits(char[] text, int from, int count, int number) {
    int rest = number;
    for (int i = from + count - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
