package org.entitlementledger.core.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.notice.NoticeEvent.ThresholdReached;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;

/**
 * Finds the thresholds that an event's consumption reaches (CATALOGUE.md, {@code thresholds}). A
 * balance with many sources is expensive: it is computed only where the catalogue has thresholds,
 * and kept for the answer.
 */
public final class Thresholds {
  private final AccountState before;
  private final AccountState after;
  private final Instant now;
  private final Map<Place, Balance> balances = new HashMap<>();

  /** Compares the account before and after an event. */
  public Thresholds(AccountState before, AccountState after, Instant now) {
    this.before = before;
    this.after = after;
    this.now = now;
  }

  private record Touched(String entitlement, Window window, Instant time) {}

  /** Identifies a balance by entitlement and time. */
  private record Place(String entitlement, Instant time) {}

  /** The thresholds reached by the movements of the event. */
  public List<ThresholdReached> reachedBy(List<Movement> movements) {
    var touched = new LinkedHashSet<Touched>();
    for (Movement movement : movements) {
      if (movement.kind() == Movement.Kind.CONSUMED) {
        touched.add(new Touched(movement.entitlement(), movement.window(), movement.effectiveAt()));
      }
    }
    var reached = new ArrayList<ThresholdReached>();
    for (Touched one : touched) {
      Contract contract = after.contracts().inForce(one.time());
      QuotaPolicy policy = contract == null ? null : policy(contract, one);
      if (contract != null && policy != null && !policy.thresholds().isEmpty()) {
        for (int percent : newly(one, contract, policy, movements)) {
          reached.add(new ThresholdReached(one.time(), one.entitlement(), one.window(), percent));
        }
      }
    }
    return List.copyOf(reached);
  }

  /** The balance of a movement's window, if it was computed. */
  public @Nullable Balance balanceAfter(Movement movement) {
    Instant time = balances.isEmpty() ? null : Entitlements.timeWithin(after, movement);
    return time == null ? null : balances.get(new Place(movement.entitlement(), time));
  }

  private static @Nullable QuotaPolicy policy(Contract contract, Touched one) {
    EntitlementTerms terms = contract.termsAt(one.time()).entitlement(one.entitlement());
    return terms == null || !terms.kind().counted() ? null : terms.counted().policy();
  }

  private List<Integer> newly(
      Touched one, Contract contract, QuotaPolicy policy, List<Movement> movements) {
    Balance then = Entitlements.moved(after, one.entitlement(), one.time(), now);
    if (then == null) {
      return List.of();
    }
    balances.put(new Place(one.entitlement(), one.time()), then);
    List<Integer> reached = percents(then);
    if (!then.window().equals(one.window()) || reached.isEmpty()) {
      return List.of();
    }
    List<Integer> known =
        standsAlone(one, contract, movements)
            ? policy.reached(base(then), then.consumed().minus(consumed(one, movements)))
            : percents(Entitlements.moved(before, one.entitlement(), one.time(), now));
    return reached.stream().filter(percent -> !known.contains(percent)).toList();
  }

  /**
   * Whether the window's allowance is independent of its usage, so that the balance before the
   * event can be derived from the one after it.
   */
  private static boolean standsAlone(Touched one, Contract contract, List<Movement> movements) {
    return !contract.promise(one.entitlement()).followsFromTheCourse()
        && movements.stream()
            .filter(movement -> movement.entitlement().equals(one.entitlement()))
            .allMatch(movement -> movement.window().equals(one.window()));
  }

  private static Quantity consumed(Touched one, List<Movement> movements) {
    Quantity sum = Quantity.ZERO;
    for (Movement movement : movements) {
      boolean counts = movement.entitlement().equals(one.entitlement());
      sum = counts ? sum.plus(movement.effect().consumed()) : sum;
    }
    return sum;
  }

  private static Quantity base(Balance balance) {
    Quantity granted = balance.granted();
    return granted == null ? Quantity.ZERO : granted.plus(balance.adjusted());
  }

  private static List<Integer> percents(@Nullable Balance balance) {
    return balance == null || balance.thresholds() == null ? List.of() : balance.thresholds();
  }
}
