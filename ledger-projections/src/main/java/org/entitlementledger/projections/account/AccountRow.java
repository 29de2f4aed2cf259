package org.entitlementledger.projections.account;

import java.util.List;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.profile.Profile;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.team.Team;

/**
 * One account.
 *
 * @param version how many events it has had
 * @param opened the position at which it was opened
 * @param position where the view stood when it was read
 */
public record AccountRow(
    String accountId,
    long version,
    long opened,
    Profile profile,
    Contracts contracts,
    Team team,
    long position) {

  /** Where it stands, with what was drawn. */
  public AccountState standing(List<Movement> movements) {
    return new AccountState(profile.zone(), contracts, team, Quota.EMPTY).moved(movements);
  }
}
