package org.entitlementledger.api.finance.closing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.api.finance.ReconciliationQueries;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.core.accelerator.Accelerator;
import org.entitlementledger.core.accelerator.AcceleratorStage.Running;
import org.entitlementledger.core.adjustment.Adjustment;
import org.entitlementledger.core.approval.Pending;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.hold.Reservation;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.projector.ViewState;
import org.entitlementledger.projections.register.RegisterQueries;
import org.entitlementledger.projections.register.RegisterRow;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Looks at what should be settled before the books are closed (FINANCE.md, "Closing"). */
@Component
final class Checklist {
  /** A view that is further behind is not merely busy. */
  private static final long BEHIND = 1_000;

  private static final String ACCOUNTS = "/v1/accounts";
  private static final String VERIFICATION = "verification";
  private static final String VERIFICATIONS = "/v1/audit/verifications";

  private final JdbcTemplate jdbc;
  private final ViewPositions views;
  private final RegisterQueries items;
  private final AccountQueries accounts;
  private final ReconciliationQueries reconciliations;

  Checklist(
      JdbcTemplate jdbc,
      ViewPositions views,
      RegisterQueries items,
      AccountQueries accounts,
      ReconciliationQueries reconciliations) {
    this.jdbc = jdbc;
    this.views = views;
    this.items = items;
    this.accounts = accounts;
    this.reconciliations = reconciliations;
  }

  /**
   * All looks, for the closing of some days.
   *
   * @param through the last day, in each account's zone
   * @param lastClosedAt when the books were last closed; null before the first closing
   * @param now the ledger's clock
   */
  List<ChecklistItem> of(LocalDate through, @Nullable Instant lastClosedAt, Instant now) {
    return List.of(
        approvals(through),
        verification(lastClosedAt),
        lateViews(),
        items(
            "standing-holds",
            "holds",
            (item, account) -> standsAcross(item, account, through, now)),
        reconciliations(through),
        items(
            "overdue-accelerators",
            "accelerators",
            (item, account) -> isOverdue((Accelerator) item, through)));
  }

  /** What awaits approval, and would be refused once the books are closed. */
  private ChecklistItem approvals(LocalDate through) {
    var found = new Found();
    jdbc.query(
        "select account_id, collection, item_id from audit_request where outcome is null"
            + " order by account_id, collection, item_id",
        row -> {
          String accountId = row.getString("account_id");
          String collection = row.getString("collection");
          RegisterRow item = items.find(accountId, collection, row.getString("item_id"));
          Instant effectiveAt = item == null ? null : effectiveAt(item.item());
          AccountRow account = account(accountId);
          if (effectiveAt != null
              && account != null
              && effectiveAt.isBefore(end(account, through))) {
            found.add(accountId, collection, row.getString("item_id"));
          }
        });
    return ChecklistItem.blocking("open-approvals", found.count, found.link);
  }

  private static @Nullable Instant effectiveAt(Item item) {
    return switch (item) {
      case Adjustment adjustment -> adjustment.validFrom();
      case Pending pending -> pending.effectiveAt();
      default -> null;
    };
  }

  /**
   * The last one that came to an end must be intact, and newer than the last closing. Before the
   * first closing none is needed.
   */
  private ChecklistItem verification(@Nullable Instant lastClosedAt) {
    List<Boolean> intact =
        jdbc.query(
            "select status, started_at from verification where status in ('verified', 'failed')"
                + " order by id desc limit 1",
            (row, number) ->
                row.getString("status").equals("verified")
                    && (lastClosedAt == null
                        || !Instants.of(row, "started_at").isBefore(lastClosedAt)));
    if (intact.isEmpty() && lastClosedAt == null) {
      return ChecklistItem.warning(VERIFICATION, 1, VERIFICATIONS);
    }
    boolean good = !intact.isEmpty() && intact.getFirst();
    return ChecklistItem.blocking(VERIFICATION, good ? 0 : 1, VERIFICATIONS);
  }

  private ChecklistItem lateViews() {
    long late = views.states().stream().filter(Checklist::isLate).count();
    return ChecklistItem.blocking("views", late, "/v1/admin/views");
  }

  private static boolean isLate(ViewState view) {
    return view.error() != null || !view.serves() || view.head() - view.position() > BEHIND;
  }

  private ChecklistItem reconciliations(LocalDate through) {
    return ChecklistItem.warning(
        "reconciliation-findings",
        reconciliations.unsettled(through),
        "/v1/finance/reconciliations");
  }

  private interface Look {
    boolean finds(Item item, AccountRow account);
  }

  /** Looks at the items of a collection of all accounts. */
  private ChecklistItem items(String check, String collection, Look look) {
    var found = new Found();
    var memo = new Last();
    items.each(
        collection,
        row -> {
          AccountRow account = memo.of(row.accountId());
          if (account != null && look.finds(row.item(), account)) {
            found.add(row.accountId(), collection, row.item().id());
          }
        });
    return ChecklistItem.warning(check, found.count, found.link);
  }

  private static boolean standsAcross(
      Item item, AccountRow account, LocalDate through, Instant now) {
    Instant end = end(account, through);
    Contracts contracts = account.contracts();
    return item instanceof Reservation hold
        && hold.occurredAt().isBefore(end)
        && hold.status(now, contracts).equals("held");
  }

  private static boolean isOverdue(Accelerator program, LocalDate through) {
    return program.stage() instanceof Running running
        && !running.run().plannedEnd().isAfter(through);
  }

  private @Nullable AccountRow account(String accountId) {
    return accounts.find(accountId);
  }

  /** The midnight that ends the days to close. */
  private static Instant end(AccountRow account, LocalDate through) {
    return When.startOfDay(through.plusDays(1), account.profile().zone());
  }

  /** The account that was asked for last: items come by account. */
  private final class Last {
    private @Nullable AccountRow last;

    @Nullable AccountRow of(String accountId) {
      AccountRow known = last;
      if (known == null || !known.accountId().equals(accountId)) {
        known = account(accountId);
        last = known;
      }
      return known;
    }
  }

  /** How many were found, and where the first of them is. */
  private static final class Found {
    private long count;
    private String link = ACCOUNTS;

    void add(String accountId, String collection, String itemId) {
      if (count == 0) {
        link = Representation.path("accounts", accountId, collection, itemId);
      }
      count++;
    }
  }
}
