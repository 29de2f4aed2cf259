package org.entitlementledger.projections.remaining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.projector.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What is left, from one statement: the account and what became of the sources that matter at a
 * time. The figures are then the core's ({@code Entitlements}).
 */
public final class RemainingQueries {
  private static final String SELECT =
      "select "
          + AccountQueries.COLUMNS
          + ", r.until, r.entitlement, r.window_start, r.window_end, r.source_kind, r.source_id,"
          + " r.hold_id, r.consumed, r.deducted, r.lapsed, r.held, r.movement, r.revoked_at,"
          + " r.recorded, r.position"
          + " from account a left join remaining r on r.account_id = a.account_id"
          + " and r.until > ?";

  /** What ended so lately may say where the present window begins, in a zone of changed rules. */
  private static final Duration LATELY = Duration.ofDays(2);

  private final AccountQueries accounts;
  private final Snapshot snapshot;

  /** The ledger's now as it was last read: what ended before it matters no more. */
  private volatile Instant lastNow = Instant.EPOCH;

  public RemainingQueries(JdbcOperations jdbc, AccountQueries accounts) {
    this.accounts = accounts;
    snapshot = new Snapshot(jdbc);
  }

  /**
   * All entitlements of an account; null where the view has no such account.
   *
   * @param time later than now; absent for now. What was left earlier is a question for {@code
   *     AsOf}
   */
  public @Nullable Remaining all(String accountId, @Nullable Instant time) {
    return at(accountId, null, time);
  }

  /** The same of one entitlement alone. */
  public @Nullable Remaining one(String accountId, String entitlement, @Nullable Instant time) {
    return at(accountId, entitlement, time);
  }

  private @Nullable Remaining at(
      String accountId, @Nullable String entitlement, @Nullable Instant time) {
    Instant from = time == null ? lastNow : time;
    Remaining open = read(accountId, entitlement, from);
    if (open == null) {
      return null;
    }
    lastNow = open.now();
    Instant at = time == null ? open.now() : time;
    Remaining found = at.isBefore(from) ? read(accountId, entitlement, Instant.EPOCH) : open;
    return found != null && followsFromTheCourse(found, at, entitlement) ? found.partial() : found;
  }

  private static boolean followsFromTheCourse(
      Remaining open, Instant time, @Nullable String entitlement) {
    Contract contract = open.standing().contracts().inForce(time);
    if (contract == null) {
      return false;
    }
    return entitlement == null
        ? contract.termsAt(time).entitlements().keySet().stream()
            .anyMatch(key -> contract.promise(key).followsFromTheCourse())
        : contract.promise(entitlement).followsFromTheCourse();
  }

  private @Nullable Remaining read(String accountId, @Nullable String entitlement, Instant until) {
    var at = Instants.sql(until.minus(LATELY));
    var found =
        entitlement == null
            ? snapshot.read(
                AccountQueries.VIEW,
                SELECT + " where a.account_id = ?",
                "account_id",
                RemainingQueries::line,
                at,
                accountId)
            : snapshot.read(
                AccountQueries.VIEW,
                SELECT + " and r.entitlement = ? where a.account_id = ?",
                "account_id",
                RemainingQueries::line,
                at,
                entitlement,
                accountId);
    if (found.rows().isEmpty()) {
      return null;
    }
    AccountRow account =
        accounts.row(Objects.requireNonNull(found.rows().getFirst().account, "the first row"));
    return new Remaining(
        account, account.standing(movements(found.rows())), found.position(), found.now(), true);
  }

  private static List<Movement> movements(List<Line> lines) {
    var rows = new ArrayList<RemainingRow>();
    for (Line line : lines) {
      if (line.row != null) {
        rows.add(line.row);
      }
    }
    rows.sort(Comparator.comparingLong(RemainingRow::recorded));
    var movements = new ArrayList<Movement>();
    for (RemainingRow row : rows) {
      movements.addAll(row.beginnings());
    }
    for (RemainingRow row : rows) {
      movements.addAll(row.rest());
    }
    return movements;
  }

  /** The account stands in every row; it is read from the first alone. */
  private record Line(AccountQueries.@Nullable Kept account, @Nullable RemainingRow row) {}

  private static Line line(ResultSet row, int number) throws SQLException {
    return new Line(
        number == 0 ? AccountQueries.kept(row, number) : null,
        row.getString("entitlement") == null ? null : RemainingRow.of(row));
  }
}
