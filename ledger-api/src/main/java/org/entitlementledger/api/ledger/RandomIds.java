package org.entitlementledger.api.ledger;

import java.security.SecureRandom;
import java.util.UUID;
import org.entitlementledger.core.decision.Context;

/** Generates ids and voucher codes from secure randomness. */
final class RandomIds implements Context.Fresh {
  /** 32 letters and digits that nobody takes for one another (Crockford's). */
  private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  private static final int GROUPS = 5;
  private static final int GROUP = 5;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String id() {
    return UUID.randomUUID().toString();
  }

  /** 125 random bits, such as {@code 7ZK4M-Q0T8X-B2N6R-VJ3HD-91WCE}. */
  @Override
  public String voucherCode() {
    byte[] bits = new byte[GROUPS * GROUP];
    random.nextBytes(bits);
    var code = new StringBuilder(GROUPS * (GROUP + 1));
    for (int i = 0; i < bits.length; i++) {
      if (i > 0 && i % GROUP == 0) {
        code.append('-');
      }
      code.append(ALPHABET[bits[i] & (ALPHABET.length - 1)]);
    }
    return code.toString();
  }
}
