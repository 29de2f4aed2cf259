package org.entitlementledger.core.profile;

import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** What one may ask about the account itself. */
public sealed interface ProfileCommand extends AccountCommand {

  /**
   * Opens an account.
   *
   * @param timeZone an IANA zone, given once and for ever; UTC unless given
   */
  @StoredName("open-account")
  record OpenAccount(String accountId, String name, @Nullable String timeZone)
      implements ProfileCommand {
    public OpenAccount {
      Check.id("accountId", accountId);
      Check.name("name", name);
    }
  }

  /** Gives the account another name. */
  @StoredName("rename-account")
  record RenameAccount(String accountId, String name) implements ProfileCommand {
    public RenameAccount {
      Check.name("name", name);
    }
  }
}
