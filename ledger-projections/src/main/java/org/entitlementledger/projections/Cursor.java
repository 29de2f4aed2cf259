package org.entitlementledger.projections;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, as text that may stand in a URL: numbers that clients need not understand.
 */
public record Cursor(List<Long> numbers) {
  private static final int MOST_CHARACTERS = 200;

  /** A cursor of these numbers. */
  public static Cursor of(long... numbers) {
    return new Cursor(Arrays.stream(numbers).boxed().toList());
  }

  /** As {@code next} and {@code after} carry it. */
  public String text() {
    String joined = numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(US_ASCII));
  }

  /**
   * Reads what {@link #text} wrote; null, the beginning, for null.
   *
   * @param size how many numbers it must have
   * @throws Refusal {@code validation} where it is not a cursor of such a list
   */
  public static @Nullable Cursor parse(@Nullable String text, int size) {
    if (text == null) {
      return null;
    }
    Cursor cursor = text.length() > MOST_CHARACTERS ? null : read(text);
    if (cursor == null || cursor.numbers.size() != size) {
      throw Refusal.invalid("after", "is not the next of a page of this list");
    }
    return cursor;
  }

  private static @Nullable Cursor read(String text) {
    try {
      String joined = new String(Base64.getUrlDecoder().decode(text), US_ASCII);
      return new Cursor(Arrays.stream(joined.split("\\.", -1)).map(Long::valueOf).toList());
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  /** The number at a place. */
  public long at(int index) {
    return numbers.get(index);
  }
}
