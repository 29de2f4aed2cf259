package org.entitlementledger.core;

import java.time.Instant;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.profile.ProfileEvent.AccountOpened;

/** Words the refusal of a command on an account that does not exist. */
final class UnopenedAccount {
  private UnopenedAccount() {}

  /** A command that is wrong in itself is {@code validation}, every other one {@code not-found}. */
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
