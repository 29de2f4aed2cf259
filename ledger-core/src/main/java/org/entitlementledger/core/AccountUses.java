package org.entitlementledger.core;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.entitlementledger.core.adjustment.Adjustment;
import org.entitlementledger.core.contract.StandingUses;
import org.entitlementledger.core.grant.TopUp;
import org.entitlementledger.core.hold.Reservation;
import org.entitlementledger.core.quota.Hold;
import org.entitlementledger.core.quota.Movement;

/** Collects the standing uses of an account from all its capabilities. */
final class AccountUses {
  private AccountUses() {}

  /** The uses that stand at {@code now}. */
  static StandingUses standing(Account account, Instant now) {
    return new StandingUses(
        Stream.of(items(account), confirmed(account), held(account, now))
            .flatMap(times -> times)
            .toList(),
        grants(account).toList());
  }

  private static Stream<Instant> items(Account account) {
    return Stream.of(
            account.accelerators().byId(),
            account.vouchers().byCode(),
            account.usages().byId(),
            account.progressCalls().byId(),
            account.roiReviews().byId(),
            account.workshops().byId())
        .flatMap(items -> items.values().stream())
        .flatMap(item -> item.standingDraws().stream())
        .map(Movement::effectiveAt);
  }

  private static Stream<Instant> confirmed(Account account) {
    return account.reservations().byId().values().stream()
        .filter(hold -> hold.confirmed() != null)
        .map(Reservation::settledAt)
        .map(Objects::requireNonNull);
  }

  private static Stream<Instant> held(Account account, Instant now) {
    return account.quota().holdsStandingAt(now).map(Hold::effectiveAt);
  }

  private static Stream<Instant> grants(Account account) {
    return Stream.concat(
        account.topUps().byId().values().stream()
            .filter(grant -> grant.revokedAt() == null)
            .map(TopUp::validFrom),
        account.adjustments().byId().values().stream()
            .filter(adjustment -> adjustment.state() == Adjustment.State.APPROVED)
            .map(Adjustment::validFrom));
  }
}
