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
 * The events of one account, folded once more and held against the rules that made them (AUDIT.md,
 * "Verification", part {@code decision}): each fits what the account was before it, and every
 * balance that a command moved closes and has nothing below 0. What a command would be answered
 * today is not asked: rules may have changed since.
 */
public final class Replay {
  private Account account;
  private final Map<Moved, Movement> moved = new LinkedHashMap<>();

  /** Begins before the account's first event. */
  public Replay(String accountId) {
    account = Account.unopened(accountId);
  }

  /** What has a balance of its own: a window of an entitlement, under one contract. */
  private record Moved(String entitlement, Window window, @Nullable String contractId) {
    static Moved by(Movement movement) {
      Source source = movement.source();
      return new Moved(movement.entitlement(), movement.window(), source.contractId());
    }
  }

  /** The account with the events so far. */
  public Account account() {
    return account;
  }

  /**
   * Takes the next event.
   *
   * @return why it does not fit the account as it was, which is left so; null where it fits
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
   * Ends a command, all of whose events were taken.
   *
   * @param now when it was recorded
   * @return which balance it leaves that does not close; null where all do
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
