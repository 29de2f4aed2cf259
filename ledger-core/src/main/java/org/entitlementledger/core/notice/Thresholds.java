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
 * Finds the percents that one event's consumption reaches (CATALOGUE.md, {@code thresholds}). A
 * balance costs the more, the more sources it has: it is computed only where the catalogue names
 * percents, and kept for the answer.
 */
public final class Thresholds {
  private final AccountState before;
  private final AccountState after;
  private final Instant now;
  private final Map<Place, Balance> balances = new HashMap<>();

  /** An event takes the account from {@code before} to {@code after}. */
  public Thresholds(AccountState before, AccountState after, Instant now) {
    this.before = before;
    this.after = after;
    this.now = now;
  }

  private record Touched(String entitlement, Window window, Instant time) {}

  /** Where a balance was asked for. */
  private record Place(String entitlement, Instant time) {}

  /** What these movements, which are all of the event's, reach. */
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

  /** The balance of the window that a movement counts in, where it has been computed. */
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
   * Whether what the window gives does not depend on what is used of it, so that its figures before
   * the event follow from those after it.
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
