package org.entitlementledger.projections.finance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.finance.Cutoff;
import org.entitlementledger.core.finance.KnownAccount;
import org.entitlementledger.core.finance.RollForward;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.statement.JournalEntry.Recorded;
import org.entitlementledger.core.team.Team;
import org.entitlementledger.projections.account.AccountQueries.OpenedAccount;

/**
 * An account with what its figures are made of.
 *
 * @param movements in no order
 * @param position of the last event that counts
 * @param cutoffs what the closed books know, in the order of their days
 */
public record BookedAccount(
    OpenedAccount account, List<Recorded> movements, long position, List<Cutoff> cutoffs) {

  public String accountId() {
    return account.accountId();
  }

  /** The position at which it was opened. */
  public long opened() {
    return account.opened();
  }

  /** Its roll-forward over days in its own zone. */
  public RollForward rollForward(Days period, Instant now) {
    long start = knownBefore(period.start());
    long end = knownBefore(period.end());
    KnownAccount atEnd = known(end);
    KnownAccount atStart = start == end ? atEnd : known(start);
    return new RollForward(
        accountId(), period, atStart.equals(atEnd) ? atEnd : atStart, atEnd, now);
  }

  /** The last event that the books of the time before a day know. */
  private long knownBefore(LocalDate day) {
    return cutoffs.stream()
        .filter(cutoff -> !cutoff.through().plusDays(1).isBefore(day))
        .mapToLong(Cutoff::position)
        .findFirst()
        .orElse(position);
  }

  private KnownAccount known(long through) {
    Contracts contracts = account.contracts().known(through, Instant.MAX);
    return KnownAccount.of(
        new AccountState(account.contracts().zone(), contracts, Team.NOBODY, Quota.EMPTY),
        movements.stream().filter(recorded -> recorded.position() <= through).toList());
  }
}
