package org.entitlementledger.core;

import java.time.Instant;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;

/** The support that an account has at a time, in words. */
public final class Support {
  private Support() {}

  public static String at(AccountFixture account, String time) {
    var found = Entitlements.one(account.account().state(), "sev2-support", Instant.parse(time));
    if (found instanceof Entitlement.Support support) {
      return support.coverage() + " " + support.firstResponse();
    }
    throw new AssertionError("no support: " + found);
  }
}
