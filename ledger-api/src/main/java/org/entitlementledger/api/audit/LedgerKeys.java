package org.entitlementledger.api.audit;

import java.util.Objects;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.api.settings.StartRefused;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.tree.InvalidNote;
import org.entitlementledger.projections.tree.KeyRing;
import org.entitlementledger.projections.tree.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this ledger on this node.
 *
 * @param ring absent where it cannot sign
 * @param obstacle why it cannot, in words; absent where it can
 */
public record LedgerKeys(@Nullable KeyRing ring, @Nullable String obstacle) {
  private static final String REHEARSAL = "/rehearsal";

  /** The name of a ledger's keys, and the first line of its checkpoints (AUDIT.md). */
  static String origin(String prefix, Head head) {
    String id =
        Objects.requireNonNull(head.ledgerId(), "the first start has settled it").toString();
    return prefix + "/" + id + (Boolean.TRUE.equals(head.rehearsal()) ? REHEARSAL : "");
  }

  /**
   * Reads them from the setting or the file; the first start of a ledger of which nothing is sealed
   * makes the file.
   *
   * @param sealed the size of the newest signed head; absent where there is none
   * @throws StartRefused where what is set or in the file is no key
   */
  static LedgerKeys of(LedgerSettings settings, Head head, @Nullable Long sealed) {
    if (!VerifierKey.isName(settings.origin())) {
      throw new StartRefused(
          "ledger.origin is '" + settings.origin() + "', which no key may be called.",
          "Set it to a name without spaces and plus, such as ledger.example.com.");
    }
    String origin = origin(settings.origin(), head);
    String set = settings.signingKey();
    if (set != null && !set.isBlank()) {
      return checked(parse(set), origin, "ledger.signing-key");
    }
    var file = new SigningKeyFile(settings.dataFolder());
    KeyRing there = file.read();
    boolean fresh = sealed == null || (sealed == 0 && head.size() == 0);
    if (there == null) {
      return sealed == null
          ? new LedgerKeys(file.make(origin), null)
          : new LedgerKeys(null, "there is no " + file + ", with whose key this ledger is sealed");
    }
    if (fresh && isOtherKind(there.origin(), origin)) {
      // an empty ledger has become a rehearsal, or one no more
      KeyRing ring = KeyRing.fresh(origin);
      file.replace(ring);
      return new LedgerKeys(ring, null);
    }
    return checked(there, origin, file.toString());
  }

  private static boolean isOtherKind(String one, String other) {
    return one.equals(other + REHEARSAL) || other.equals(one + REHEARSAL);
  }

  private static KeyRing parse(String set) {
    try {
      return KeyRing.parse(set.replaceAll("\\s+", "\n"));
    } catch (InvalidNote refused) {
      throw new StartRefused(
          "ledger.signing-key holds no signing key: " + refused.getMessage() + ".",
          "Set it to the lines of the file signing-key that the ledger's first start made.");
    }
  }

  private static LedgerKeys checked(KeyRing ring, String origin, String where) {
    return ring.origin().equals(origin)
        ? new LedgerKeys(ring, null)
        : new LedgerKeys(
            null, where + " is of " + ring.origin() + ", and this ledger is " + origin);
  }
}
