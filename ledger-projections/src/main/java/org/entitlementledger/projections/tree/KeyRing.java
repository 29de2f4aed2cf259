package org.entitlementledger.projections.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of a ledger: the one that signs, and the public halves of those that did before.
 *
 * @param retired the newest first
 */
public record KeyRing(SignerKey signer, List<VerifierKey> retired) {
  public KeyRing {
    retired = List.copyOf(retired);
    for (VerifierKey key : retired) {
      if (!key.name().equals(signer.verifier().name())) {
        throw new InvalidNote("a retired key has another name: " + key.name());
      }
    }
  }

  /**
   * A new key of a name, with none before it.
   *
   * @throws InvalidNote where no key may be called so
   */
  public static KeyRing fresh(String name) {
    return new KeyRing(SignerKey.make(name), List.of());
  }

  /**
   * Reads the lines of the file: the signing key, then verifier keys.
   *
   * @throws InvalidNote where they are not
   */
  public static KeyRing parse(String text) {
    List<String> keys = text.lines().filter(line -> !line.isBlank()).map(String::strip).toList();
    if (keys.isEmpty()) {
      throw new InvalidNote("there is no key");
    }
    SignerKey signer = SignerKey.parse(keys.getFirst());
    return new KeyRing(
        signer, keys.subList(1, keys.size()).stream().map(VerifierKey::parse).toList());
  }

  /** The lines of the file: the secret, and the public keys that are retired. */
  public String text() {
    var text = new StringBuilder(signer.secret()).append('\n');
    retired.forEach(key -> text.append(key).append('\n'));
    return text.toString();
  }

  /** The same after a new key has taken the place of the one that signs. */
  public KeyRing rotated() {
    var before = new ArrayList<VerifierKey>();
    before.add(signer.verifier());
    before.addAll(retired);
    return new KeyRing(SignerKey.make(origin()), before);
  }

  /** All public keys, the one that signs now first. */
  public List<VerifierKey> verifiers() {
    var all = new ArrayList<VerifierKey>();
    all.add(signer.verifier());
    all.addAll(retired);
    return all;
  }

  /** The name of the keys, and the first line of every checkpoint. */
  public String origin() {
    return signer.verifier().name();
  }

  /** Signs what a head says. */
  public String sign(long size, Hash root) {
    return signer.sign(new Checkpoint(origin(), size, root).text());
  }

  @Override
  public String toString() {
    return verifiers().toString();
  }
}
