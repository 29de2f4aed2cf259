package org.entitlementledger.core;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.profile.ProfileEvent.AccountOpened;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.quota.Source;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of an account again and checks them against invariants (AUDIT.md,
 * "Verification", part {@code decision}): each event fits the account before it, and every balance
 * that a command moved closes without negative figures. Commands are not decided again, since rules
 * may have changed.
 */
public final class Replay {
  private Account account;
  private final Map<Moved, Movement> moved = new LinkedHashMap<>();

  /** Starts before the account's first event. */
  public Replay(String accountId) {
    account = Account.unopened(accountId);
  }

  /** Identifies a balance: an entitlement's window under one contract. */
  private record Moved(String entitlement, Window window, @Nullable String contractId) {
    static Moved by(Movement movement) {
      Source source = movement.source();
      return new Moved(movement.entitlement(), movement.window(), source.contractId());
    }
  }

  /** The account after the events so far. */
  public Account account() {
    return account;
  }

  /**
   * Folds the next event.
   *
   * @return why it does not fit the account, which then stays as it was; null where it fits
   */
  public @Nullable String take(AccountEvent event) {
    if (account.exists() == event instanceof AccountOpened) {
      return account.exists() ? "the account is open already" : "the account was never opened";
    }
    try {
      account = account.apply(event);
    } catch (RuntimeException unfit) {
      return "the event does not fit the account as it was: " + unfit.getMessage();
    }
    if (event instanceof MovesQuota moving) {
      moving.movements().forEach(movement -> moved.put(Moved.by(movement), movement));
    }
    return null;
  }

  /**
   * Checks the balances after the last event of a command.
   *
   * @param now the recorded time of the command
   * @return which balance does not close; null where all do
   */
  public @Nullable String settle(Instant now) {
    String found = null;
    for (Movement movement : moved.values()) {
      Balance balance = Entitlements.moved(account.state(), movement, now);
      if (found == null && balance != null && !balance.closes()) {
        found =
            "the balance of %s in the window from %s does not close"
                .formatted(movement.entitlement(), movement.window().start());
      }
    }
    moved.clear();
    return found;
  }
}
