package org.entitlementledger.core;

import java.time.Instant;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.profile.ProfileEvent.AccountOpened;

/** Refuses commands on an account that does not exist. */
final class UnopenedAccount {
  private UnopenedAccount() {}

  /** {@code validation} for a command that is invalid in itself, otherwise {@code not-found}. */
  static Refusal refusal(Account account, AccountCommand command, Context context) {
    String accountId = account.accountId();
    try {
      Account any = account.apply(new AccountOpened(Instant.EPOCH, accountId, accountId, "UTC"));
      any.byCapability(command, context);
    } catch (Refusal refusal) {
      if (refusal.problem() == Problem.VALIDATION) {
        return refusal;
      }
    }
    return Refusal.of(Problem.NOT_FOUND, "there is no account with this id")
        .with("accountId", accountId);
  }
}
