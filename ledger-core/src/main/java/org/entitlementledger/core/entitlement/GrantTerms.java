package org.entitlementledger.core.entitlement;

import java.time.Instant;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Lot;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.jspecify.annotations.Nullable;

/** The terms that grants and upward adjustments share. */
public final class GrantTerms {
  private GrantTerms() {}

  /**
   * Refuses an end at or before the start.
   *
   * @throws Refusal {@code validation}
   */
  public static void refuseReversed(Instant starts, @Nullable When expiresAt, AccountZone zone) {
    if (expiresAt != null && !expiresAt.start(zone).isAfter(starts)) {
      throw Refusal.invalid("expiresAt", "must be after it starts").with("from", starts);
    }
  }

  /**
   * A lot from {@code starts} to {@code expiresAt}, or to the end of the contract in force at its
   * start.
   */
  public static Lot of(
      AccountState account,
      Entitled entitled,
      Instant starts,
      @Nullable When expiresAt,
      @Nullable Integer priority,
      boolean promotional,
      @Nullable Money unitValue) {
    Instant ends =
        expiresAt == null ? entitled.contract().term().end() : expiresAt.start(account.zone());
    return new Lot(
        starts,
        ends,
        priority == null ? Lot.PRIORITY : priority,
        promotional,
        unitValue,
        expiresAt == null);
  }

  /** The movement that creates the source. */
  public static Movement granted(
      AccountState account, Entitled entitled, Source source, Quantity quantity, Lot lot) {
    Window window =
        windowOf(account, entitled.terms().key(), entitled.contract().contractId(), lot.starts());
    return Movement.granting(entitled.terms().key(), source, window, quantity, lot);
  }

  /**
   * The window of {@code time} in the contract then in force; if that has no such entitlement, the
   * nearest window of the given contract.
   */
  public static Window windowOf(
      AccountState account, String entitlement, String contractId, Instant time) {
    Contract then = account.contracts().inForce(time);
    boolean promised = then != null && then.termsAt(time).entitlement(entitlement) != null;
    Contract contract = then != null && promised ? then : account.contracts().get(contractId);
    Instant last = contract.term().end().minusNanos(1_000);
    Instant first = contract.term().start();
    Instant within = time.isAfter(last) ? last : time.isBefore(first) ? first : time;
    Window window = account.quota().windowAt(contract.promise(entitlement), within);
    return window == null ? contract.term() : window;
  }
}
