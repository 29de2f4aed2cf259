package org.entitlementledger.projections.tree;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a signed head says (C2SP tlog-checkpoint).
 *
 * @param origin whose tree it is
 * @param size how many leaves it has
 */
public record Checkpoint(String origin, long size, Hash root) {
  private static final int LINES = 3;
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

  /** The text that is signed, without lines of extensions. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /**
   * Reads the text of a note. Lines of extensions say nothing of the tree.
   *
   * @throws InvalidNote where it is none
   */
  public static Checkpoint parse(String text) {
    List<String> lines = List.of(text.split("\n", -1));
    // after the last newline there is nothing
    if (lines.size() < LINES + 1 || !lines.getLast().isEmpty()) {
      throw new InvalidNote("a checkpoint has three lines at least");
    }
    if (lines.subList(0, lines.size() - 1).contains("")) {
      throw new InvalidNote("a checkpoint has no empty lines");
    }
    return new Checkpoint(lines.getFirst(), size(lines.get(1)), root(lines.get(2)));
  }

  private static long size(String text) {
    try {
      if (SIZE.matcher(text).matches()) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException tooLarge) {
      // said below
    }
    throw new InvalidNote("a checkpoint's size is a whole number from 0 to 9223372036854775807");
  }

  private static Hash root(String text) {
    try {
      return Hash.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidNote("a checkpoint's root is the base64 of 32 bytes");
    }
  }
}
