package org.entitlementledger.projections.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.entitlementledger.projections.Sha256;

/**
 * The public half of a key, as {@code <name>+<8 hex digits>+<base64>} (C2SP signed-note, "Verifier
 * keys"; Ed25519 alone).
 */
public final class VerifierKey {
  /** Of the algorithm, before the key's bytes. */
  static final byte ED25519 = 1;

  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 4;
  private static final Pattern TEXT = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+(\\S+)");

  /** What stands before 32 bytes to make them a SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte[] key;
  private final PublicKey publicKey;

  private VerifierKey(String name, byte[] key, PublicKey publicKey) {
    this.name = name;
    this.key = key;
    this.publicKey = publicKey;
  }

  /**
   * The key of a name with these 32 bytes.
   *
   * @throws InvalidNote where they are not such a key
   */
  static VerifierKey of(String name, byte[] key) {
    if (!isName(name)) {
      throw new InvalidNote("a key's name must not be empty and has no spaces and no plus");
    }
    if (key.length != KEY_BYTES) {
      throw new InvalidNote("an Ed25519 key has 32 bytes, not " + key.length);
    }
    try {
      var spec = new X509EncodedKeySpec(joined(X509, key));
      PublicKey made = KeyFactory.getInstance("Ed25519").generatePublic(spec);
      return new VerifierKey(name, key.clone(), made);
    } catch (GeneralSecurityException unfit) {
      throw new InvalidNote("not an Ed25519 key: " + unfit.getMessage());
    }
  }

  /**
   * Reads one.
   *
   * @throws InvalidNote where it is none
   */
  public static VerifierKey parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new InvalidNote("not a verifier key: <name>+<8 hex digits>+<base64>");
    }
    VerifierKey key = of(parts.group(1), keyBytes(parts.group(3)));
    if (!key.id().equals(parts.group(2))) {
      throw new InvalidNote("the key's id is " + key.id() + ", not " + parts.group(2));
    }
    return key;
  }

  /** What stands behind the algorithm's byte. */
  static byte[] keyBytes(String base64) {
    byte[] decoded = decoded(base64);
    if (decoded.length == 0 || decoded[0] != ED25519) {
      throw new InvalidNote("the key is of an unknown kind: only Ed25519 is known");
    }
    return Arrays.copyOfRange(decoded, 1, decoded.length);
  }

  static byte[] decoded(String base64) {
    try {
      byte[] decoded = Base64.getDecoder().decode(base64);
      if (Base64.getEncoder().encodeToString(decoded).equals(base64)) {
        return decoded;
      }
    } catch (IllegalArgumentException malformed) {
      // said below
    }
    throw new InvalidNote("not base64");
  }

  /** Whether a key may be called so: not empty, without spaces and plus. */
  public static boolean isName(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(
                codePoint ->
                    codePoint == '+'
                        || Character.isWhitespace(codePoint)
                        || Character.isSpaceChar(codePoint)
                        || Character.isISOControl(codePoint));
  }

  /** Whose key it is: the origin of what it signs. */
  public String name() {
    return name;
  }

  /** Eight hex digits: the first bytes of a hash over name, algorithm and key. */
  public String id() {
    return HexFormat.of().formatHex(idBytes());
  }

  byte[] idBytes() {
    MessageDigest digest = Sha256.digest();
    digest.update(name.getBytes(UTF_8));
    digest.update((byte) '\n');
    digest.update(ED25519);
    return Arrays.copyOf(digest.digest(key), ID_BYTES);
  }

  /** Whether {@code signature} is this key's over {@code text}. */
  boolean verifies(String text, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(publicKey);
      ed25519.update(text.getBytes(UTF_8));
      return ed25519.verify(signature);
    } catch (GeneralSecurityException unfit) {
      return false;
    }
  }

  static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  static String base64(byte[] keyBytes) {
    return Base64.getEncoder().encodeToString(joined(new byte[] {ED25519}, keyBytes));
  }

  /** {@code <name>+<8 hex digits>+<base64>}. */
  @Override
  public String toString() {
    return name + "+" + id() + "+" + base64(key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey same && same.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
