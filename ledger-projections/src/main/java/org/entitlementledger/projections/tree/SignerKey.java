package org.entitlementledger.projections.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The private half of a key, as {@code PRIVATE+KEY+<name>+<8 hex digits>+<base64>} (the form of
 * golang.org/x/mod/sumdb/note; Ed25519). Its text never goes to a log, an answer or the database.
 */
public final class SignerKey {
  private static final int SEED_BYTES = 32;
  private static final Pattern TEXT =
      Pattern.compile("PRIVATE\\+KEY\\+([^+]+)\\+([0-9a-f]{8})\\+(\\S+)");

  /** What stands before 32 bytes to make them a PKCS#8 key (RFC 8410). */
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private final byte[] seed;
  private final PrivateKey privateKey;
  private final VerifierKey verifier;

  private SignerKey(String name, byte[] seed) {
    this.seed = seed.clone();
    try {
      privateKey =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(VerifierKey.joined(PKCS8, seed)));
      verifier = VerifierKey.of(name, publicKey(seed));
    } catch (GeneralSecurityException unfit) {
      throw new InvalidNote("not an Ed25519 key: " + unfit.getMessage());
    }
  }

  /**
   * Makes a new key of a name.
   *
   * @throws InvalidNote where no key may be called so
   */
  public static SignerKey make(String name) {
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    return new SignerKey(name, seed);
  }

  /**
   * Reads one.
   *
   * @throws InvalidNote where it is none
   */
  public static SignerKey parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new InvalidNote("not a signing key: PRIVATE+KEY+<name>+<8 hex digits>+<base64>");
    }
    byte[] seed = VerifierKey.keyBytes(parts.group(3));
    if (seed.length != SEED_BYTES) {
      throw new InvalidNote("an Ed25519 key has 32 bytes, not " + seed.length);
    }
    SignerKey key = new SignerKey(parts.group(1), seed);
    if (!key.verifier.id().equals(parts.group(2))) {
      throw new InvalidNote("the key's id is " + key.verifier.id() + ", not " + parts.group(2));
    }
    return key;
  }

  /**
   * The public key of a seed. Java computes it when it makes a pair, and takes the seed from the
   * random numbers that it is given; a Java that did otherwise would fail at the key's id.
   */
  private static byte[] publicKey(byte[] seed) throws GeneralSecurityException {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("Ed25519");
    pairs.initialize(NamedParameterSpec.ED25519, new Given(seed));
    byte[] encoded = pairs.generateKeyPair().getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - SEED_BYTES, encoded.length);
  }

  /** Random numbers that are none. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    Given(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] taken) {
      System.arraycopy(bytes, 0, taken, 0, taken.length);
    }
  }

  /** The public half. */
  public VerifierKey verifier() {
    return verifier;
  }

  /**
   * The signed note of a text.
   *
   * @param text ends with a newline
   */
  public String sign(String text) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(privateKey);
      ed25519.update(text.getBytes(UTF_8));
      byte[] signature = VerifierKey.joined(verifier.idBytes(), ed25519.sign());
      String base64 = Base64.getEncoder().encodeToString(signature);
      return text + "\n" + SignedNote.DASH + verifier.name() + " " + base64 + "\n";
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has Ed25519", impossible);
    }
  }

  /** The text of the file: the secret itself. */
  public String secret() {
    return "PRIVATE+KEY+" + verifier.name() + "+" + verifier.id() + "+" + VerifierKey.base64(seed);
  }

  /** The public half: a key that is logged by mistake gives nothing away. */
  @Override
  public String toString() {
    return verifier.toString();
  }
}
