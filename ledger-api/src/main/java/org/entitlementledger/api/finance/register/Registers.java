package org.entitlementledger.api.finance.register;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.api.finance.report.Lines.Taker;
import org.entitlementledger.api.finance.report.Report;
import org.entitlementledger.api.finance.report.SealedPosition;
import org.entitlementledger.api.finance.report.Totals;
import org.entitlementledger.api.web.answer.OrNotFound;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.audit.ItemChanges;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.register.AccountItems;
import org.entitlementledger.projections.register.RegisterQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads registers from the rows of views, in the order in which accounts were opened, as of one
 * position. Rows go on while they are read: what was recorded since counts nothing as far as they
 * tell it.
 */
@Component
final class Registers {
  /** The views whose rows are read. */
  private static final List<String> VIEWS =
      List.of(RegisterQueries.VIEW, AccountQueries.VIEW, AuditQueries.VIEW);

  private static final int ACCOUNTS = 500;

  private final AccountQueries accounts;
  private final AccountItems items;
  private final ItemChanges changes;
  private final ViewPositions views;
  private final LedgerClock clock;
  private final SealedPosition sealed;

  Registers(
      JdbcTemplate jdbc,
      AccountQueries accounts,
      ViewPositions views,
      LedgerClock clock,
      SealedPosition sealed) {
    this.accounts = accounts;
    this.views = views;
    this.clock = clock;
    this.sealed = sealed;
    items = new AccountItems(jdbc);
    changes = new ItemChanges(jdbc);
  }

  /** What is asked for, at a position. */
  private record Question(RegisterScope scope, When asOf, long position) {
    RegisterAccount of(AccountRow account) {
      var zone = AccountZone.of(account.profile().zone());
      return new RegisterAccount(
          account.accountId(), account.contracts(), zone, scope.days(), asOf.last(zone), position);
    }

    /** As answers show it. */
    Map<String, Object> parameters() {
      var parameters = new LinkedHashMap<String, Object>();
      if (scope.days() != null) {
        parameters.put("period", scope.days());
      }
      if (scope.account() != null) {
        parameters.put("account", scope.account());
      }
      parameters.put("asOf", asOf);
      return parameters;
    }
  }

  /**
   * A report of a register.
   *
   * @throws org.entitlementledger.core.kernel.Refusal {@code validation}, {@code not-found}
   */
  <L> Report<L> report(String name, Register<L> register, RegisterScope scope) {
    Instant now = clock.now();
    When asOf = scope.asOf() == null ? new When.At(now) : scope.asOf();
    Map<String, Long> stored = views.read();
    long position = VIEWS.stream().mapToLong(view -> stored.getOrDefault(view, 0L)).min().orElse(0);
    AccountRow only =
        scope.account() == null
            ? null
            : OrNotFound.account(accounts.find(scope.account()), scope.account());
    var question = new Question(scope, asOf, position);
    return new Report<>(
        name,
        scope.qualifiers(),
        question.parameters(),
        position,
        sealed.at(position),
        register.columns(),
        taker -> lines(register, question, only, taker));
  }

  private <L> Totals lines(
      Register<L> register, Question question, @Nullable AccountRow only, Taker<L> taker)
      throws IOException {
    if (only != null) {
      lines(register, question, List.of(only), taker);
      return register.totals();
    }
    @Nullable String after = null;
    do {
      Page<AccountRow> page = accounts.list(after, ACCOUNTS);
      lines(register, question, page.items(), taker);
      after = page.next();
    } while (after != null);
    return register.totals();
  }

  private <L> void lines(
      Register<L> register, Question question, List<AccountRow> page, Taker<L> taker)
      throws IOException {
    var known = new HashMap<String, AccountRow>();
    var accountIds = new ArrayList<String>();
    for (AccountRow account : page) {
      if (account.opened() <= question.position) {
        known.put(account.accountId(), account);
        accountIds.add(account.accountId());
      }
    }
    ItemHistory history = ItemHistory.of(accountIds, changes);
    items.each(
        accountIds,
        register.collections(),
        (accountId, found) ->
            register.account(
                question.of(Objects.requireNonNull(known.get(accountId))), found, history, taker));
  }
}
