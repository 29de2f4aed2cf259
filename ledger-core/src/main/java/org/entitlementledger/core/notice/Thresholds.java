package org.entitlementledger.core.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.entitlement.Standing;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.notice.NoticeEvent.ThresholdReached;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.jspecify.annotations.Nullable;

/**
 * Notices of the percents that a decision's consumption reaches (CATALOGUE.md, {@code thresholds}).
 */
public final class Thresholds {
  private Thresholds() {}

  private record Touched(String entitlement, Window window, Instant time) {}

  /** What {@code moving}, which takes the account from {@code before} to {@code after}, reaches. */
  public static List<ThresholdReached> reached(
      MovesQuota moving, Standing before, Standing after, Instant now) {
    var touched = new LinkedHashSet<Touched>();
    for (Movement movement : moving.movements()) {
      if (movement.kind() == Movement.Kind.CONSUMED) {
        touched.add(new Touched(movement.entitlement(), movement.window(), movement.effectiveAt()));
      }
    }
    var reached = new ArrayList<ThresholdReached>();
    for (Touched one : touched) {
      if (!anyAt(after, one)) {
        continue;
      }
      Balance then = Entitlements.moved(after, one.entitlement(), one.time(), now);
      if (then == null || !then.window().equals(one.window()) || percents(then).isEmpty()) {
        continue;
      }
      List<Integer> known =
          percents(Entitlements.moved(before, one.entitlement(), one.time(), now));
      for (int percent : percents(then)) {
        if (!known.contains(percent)) {
          reached.add(new ThresholdReached(one.time(), one.entitlement(), one.window(), percent));
        }
      }
    }
    return List.copyOf(reached);
  }

  private static List<Integer> percents(@Nullable Balance balance) {
    return balance == null || balance.thresholds() == null ? List.of() : balance.thresholds();
  }

  /** Whether the catalogue names any: a balance costs the more, the more sources it has. */
  private static boolean anyAt(Standing standing, Touched one) {
    Contract contract = standing.contracts().inForce(one.time);
    EntitlementTerms terms =
        contract == null ? null : contract.termsAt(one.time).entitlement(one.entitlement);
    return terms != null
        && terms.kind().counted()
        && !terms.counted().policy().thresholds().isEmpty();
  }
}
