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

/** The terms that grants and upward adjustments have in common. */
public final class GrantTerms {
  private GrantTerms() {}

  /**
   * Nothing ends before it starts.
   *
   * @throws Refusal {@code validation}
   */
  public static void refuseReversed(Instant starts, @Nullable When expiresAt, AccountZone zone) {
    if (expiresAt != null && !expiresAt.start(zone).isAfter(starts)) {
      throw Refusal.invalid("expiresAt", "must be after it starts").with("from", starts);
    }
  }

  /**
   * A life from {@code starts} to {@code expiresAt}, or to the end of the contract in force at its
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

  /** The movement that makes the source. */
  public static Movement granted(
      AccountState account, Entitled entitled, Source source, Quantity quantity, Lot lot) {
    Window window =
        windowOf(account, entitled.terms().key(), entitled.contract().contractId(), lot.starts());
    return Movement.granting(entitled.terms().key(), source, window, quantity, lot);
  }

  /**
   * The window of {@code time} in the contract in force then; where none promises the entitlement,
   * the nearest window of the contract that is given.
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
