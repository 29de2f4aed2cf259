package org.entitlementledger.projections.tree;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A SHA-256 hash: 32 bytes, never more or fewer. */
public final class Hash {
  /** How long it is. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * That of these bytes.
   *
   * @throws IllegalArgumentException where they are not 32
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /** The one at a place among hashes that stand one behind the other. */
  static Hash in(byte[] hashes, int place) {
    return new Hash(Arrays.copyOfRange(hashes, place * BYTES, (place + 1) * BYTES));
  }

  /**
   * Reads base64 (RFC 4648 section 4, padded), to the character as it is written.
   *
   * @throws IllegalArgumentException where it is not that of 32 bytes
   */
  public static Hash parse(String base64) {
    Hash hash = of(Base64.getDecoder().decode(base64));
    if (!hash.base64().equals(base64)) {
      throw new IllegalArgumentException("not the base64 of a hash");
    }
    return hash;
  }

  /** A copy of its bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  void copyTo(byte[] hashes, int place) {
    System.arraycopy(bytes, 0, hashes, place * BYTES, BYTES);
  }

  /** As JSON and checkpoints carry it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Lower-case hex. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
