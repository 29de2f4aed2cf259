package org.entitlementledger.projections.finance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.finance.RollForward;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.statement.JournalEntry.Recorded;
import org.entitlementledger.core.team.Team;
import org.entitlementledger.projections.account.AccountQueries.OpenedAccount;

/**
 * An account as of a position, with what its figures are made of.
 *
 * @param opened the position at which it was opened
 * @param state its contracts and the usage of their quota
 * @param movements in the order in which they took effect
 */
public record BookedAccount(
    String accountId, long opened, AccountState state, List<Recorded> movements) {
  private static final Comparator<Recorded> RECORDED =
      Comparator.comparingLong(Recorded::position).thenComparingInt(Recorded::ordinal);
  private static final Comparator<Recorded> EFFECTIVE =
      Comparator.comparing((Recorded recorded) -> recorded.movement().effectiveAt())
          .thenComparing(RECORDED);

  static BookedAccount of(OpenedAccount account, List<Recorded> found, long position) {
    var movements = new ArrayList<>(found);
    movements.sort(RECORDED);
    Contracts contracts = account.contracts().known(position, Instant.MAX);
    AccountState state =
        new AccountState(account.contracts().zone(), contracts, Team.NOBODY, Quota.EMPTY)
            .moved(movements.stream().map(Recorded::movement).toList());
    movements.sort(EFFECTIVE);
    return new BookedAccount(account.accountId(), account.opened(), state, movements);
  }

  /** Its roll-forward over days in its own zone. */
  public RollForward rollForward(Days period, Instant now) {
    return new RollForward(accountId, state, period.in(state.zone()), now);
  }

  /** The movements of one entitlement. */
  public Iterator<Recorded> movements(String entitlement) {
    return movements.stream()
        .filter(recorded -> recorded.movement().entitlement().equals(entitlement))
        .iterator();
  }
}
