package org.entitlementledger.projections.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * A text and the signatures under it (C2SP signed-note).
 *
 * @param text what is signed, with its last newline
 */
public record SignedNote(String text, List<Line> signatures) {
  /** What a signature's line begins with. */
  static final String DASH = "\u2014 ";

  /** More are refused, as Go's implementation does. */
  private static final int MOST_SIGNATURES = 100;

  private static final int ID_BYTES = 4;
  private static final int FIRST_PRINTABLE = 0x20;

  /**
   * A line under the text.
   *
   * @param id of the key, eight hex digits
   */
  record Line(String name, String id, Hex signature) {}

  /** Bytes as lower-case hex. */
  record Hex(String digits) {
    byte[] bytes() {
      return HexFormat.of().parseHex(digits);
    }
  }

  /**
   * Reads one.
   *
   * @throws InvalidNote where it is malformed
   */
  public static SignedNote parse(byte[] note) {
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(note)).toString());
    } catch (CharacterCodingException malformed) {
      throw new InvalidNote("the note is not UTF-8");
    }
  }

  /**
   * Reads one.
   *
   * @throws InvalidNote where it is malformed
   */
  public static SignedNote parse(String note) {
    if (note.chars().anyMatch(one -> one < FIRST_PRINTABLE && one != '\n')) {
      throw new InvalidNote("the note has a control character");
    }
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0 || !note.endsWith("\n")) {
      throw new InvalidNote("the note has no empty line before signatures that end with a newline");
    }
    String under = note.substring(blank + 2);
    if (under.isEmpty()) {
      throw new InvalidNote("the note has no signature");
    }
    List<String> lines = List.of(under.substring(0, under.length() - 1).split("\n", -1));
    if (lines.size() > MOST_SIGNATURES) {
      throw new InvalidNote("the note has more than " + MOST_SIGNATURES + " signatures");
    }
    var signatures = new ArrayList<Line>();
    lines.forEach(line -> signatures.add(line(line)));
    return new SignedNote(note.substring(0, blank + 1), List.copyOf(signatures));
  }

  private static Line line(String line) {
    String[] parts =
        line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
    if (parts.length != 2 || !VerifierKey.isName(parts[0])) {
      throw new InvalidNote("a line under the note is no signature");
    }
    byte[] signature = VerifierKey.decoded(parts[1]);
    if (signature.length <= ID_BYTES) {
      throw new InvalidNote("a signature is too short");
    }
    HexFormat hex = HexFormat.of();
    return new Line(
        parts[0],
        hex.formatHex(Arrays.copyOf(signature, ID_BYTES)),
        new Hex(hex.formatHex(signature, ID_BYTES, signature.length)));
  }

  /**
   * Makes sure that one of {@code keys} at least has signed the text; signatures of other keys are
   * ignored.
   *
   * @throws InvalidNote where none has, or the signature of a known key is wrong
   */
  public void verify(Collection<VerifierKey> keys) {
    boolean verified = false;
    for (Line line : signatures) {
      for (VerifierKey key : keys) {
        if (key.name().equals(line.name()) && key.id().equals(line.id())) {
          if (!key.verifies(text, line.signature().bytes())) {
            throw new InvalidNote("the signature of " + key.name() + " is wrong");
          }
          verified = true;
        }
      }
    }
    if (!verified) {
      throw new InvalidNote("none of the known keys has signed it");
    }
  }
}
