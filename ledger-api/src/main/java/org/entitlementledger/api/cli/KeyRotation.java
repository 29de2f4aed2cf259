package org.entitlementledger.api.cli;

import org.entitlementledger.api.audit.SigningKeyFile;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.api.settings.StartRefused;
import org.entitlementledger.projections.tree.KeyRing;

/** Replaces the signing key and keeps the public half of the old one for ever. */
final class KeyRotation {
  private KeyRotation() {}

  /**
   * Rotates the key; nodes use the new one from their next start.
   *
   * @return a line for the report
   * @throws JobRefused if there is no key file
   */
  static String run(LedgerSettings settings) {
    if (settings.signingKey() != null) {
      throw new JobRefused(
          "the key is set by ledger.signing-key: rotate that of a file, then set its lines");
    }
    var file = new SigningKeyFile(settings.dataFolder());
    try {
      KeyRing ring = file.read();
      if (ring == null) {
        throw new JobRefused("there is no " + file);
      }
      KeyRing rotated = ring.rotated();
      file.replace(rotated);
      return "from the next start on %s signs, in the place of %s"
          .formatted(rotated.signer().verifier(), ring.signer().verifier());
    } catch (StartRefused refused) {
      throw new JobRefused(refused.getMessage() + " " + refused.action());
    }
  }
}
