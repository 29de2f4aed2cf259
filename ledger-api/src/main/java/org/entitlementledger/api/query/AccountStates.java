package org.entitlementledger.api.query;

import java.time.Instant;
import java.util.Objects;
import org.entitlementledger.api.ledger.account.CurrentAccounts;
import org.entitlementledger.api.web.answer.OrNotFound;
import org.entitlementledger.api.web.request.Times;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.history.AccountAsOf;
import org.entitlementledger.projections.history.AsOf;
import org.entitlementledger.projections.history.BitemporalPoint;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.remaining.Remaining;
import org.entitlementledger.projections.remaining.RemainingQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the state of an account at a pair of times: current states in memory, others in the rows of
 * the view where those suffice, else in its events.
 */
@Component
final class AccountStates {
  private final LedgerClock clock;
  private final AccountQueries accounts;
  private final RemainingQueries remaining;
  private final AsOf history;
  private final CurrentAccounts current;
  private final ViewPositions views;

  AccountStates(
      LedgerClock clock,
      AccountQueries accounts,
      RemainingQueries remaining,
      AsOf history,
      CurrentAccounts current,
      ViewPositions views) {
    this.clock = clock;
    this.accounts = accounts;
    this.remaining = remaining;
    this.history = history;
    this.current = current;
    this.views = views;
  }

  /**
   * Where an account stands.
   *
   * @param standing absent where the ledger did not know the account then
   * @param position the last event that was looked at
   * @param version the account's, of today
   */
  record Position(
      @Nullable AccountState standing, BitemporalPoint point, long position, long version) {}

  /**
   * Where it stands.
   *
   * @param key the entitlement that is asked for; all of them unless given
   */
  Position at(String accountId, @Nullable String key, Times times) {
    if (times.asOf() == null && times.recordedAsOf() == null) {
      Position now = now(accountId);
      return now == null ? present(accountId, key, null) : now;
    }
    Instant now = clock.now();
    AccountRow account = OrNotFound.account(accounts.find(accountId), accountId);
    var zone = AccountZone.of(account.profile().zone());
    BitemporalPoint point = BitemporalPoint.of(times.asOf(), times.recordedAsOf(), zone, now);
    Position found = at(account, key, point, now);
    if (found.standing() == null) {
      return found;
    }
    BitemporalPoint exact =
        BitemporalPoint.of(times.asOf(), times.recordedAsOf(), found.standing().zone(), now);
    return exact.equals(point) ? found : at(account, key, exact, now);
  }

  /** Now, from memory; never behind where the view stands as far as this node knows. */
  private @Nullable Position now(String accountId) {
    CurrentAccounts.Current found = current.find(accountId, views.known(AccountQueries.VIEW));
    return found == null
        ? null
        : new Position(
            found.account().state(),
            new BitemporalPoint(found.now(), found.now()),
            found.position(),
            found.account().version());
  }

  private Position at(
      AccountRow account, @Nullable String key, BitemporalPoint point, Instant now) {
    if (point.isPresent(now)) {
      return present(account.accountId(), key, point);
    }
    AccountAsOf then = history.account(account.accountId(), point);
    return then == null
        ? new Position(null, point, account.position(), account.version())
        : new Position(then.account().state(), point, then.position(), account.version());
  }

  /**
   * Where it stood after an event of the log, whatever was recorded since.
   *
   * @param through the last event that counts
   */
  Position at(String accountId, BitemporalPoint point, long through) {
    AccountRow account = OrNotFound.account(accounts.find(accountId), accountId);
    AccountAsOf then = history.account(accountId, point, through);
    return new Position(
        then == null ? null : then.account().state(), point, through, account.version());
  }

  /** At {@code point}, or now; from the rows of the view as far as they say it. */
  private Position present(
      String accountId, @Nullable String key, @Nullable BitemporalPoint point) {
    Instant time = point == null ? null : point.asOf();
    Remaining found =
        OrNotFound.account(
            key == null ? remaining.all(accountId, time) : remaining.one(accountId, key, time),
            accountId);
    BitemporalPoint at = point == null ? new BitemporalPoint(found.now(), found.now()) : point;
    if (found.whole()) {
      return new Position(found.standing(), at, found.position(), found.account().version());
    }
    AccountAsOf all =
        Objects.requireNonNull(
            history.account(accountId, new BitemporalPoint(Instant.MAX, Instant.MAX)),
            "what the view knows is in the log");
    return new Position(all.account().state(), at, all.position(), all.version());
  }
}
