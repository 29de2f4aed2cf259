package org.entitlementledger.projections.remaining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.follow.Snapshot;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What is left, from one statement: the account and what was drawn in the windows that are open at
 * a time. The figures are then the core's ({@code Entitlements}).
 */
public final class RemainingQueries {
  private static final String SELECT =
      "select "
          + AccountQueries.COLUMNS
          + ", r.entitlement, r.source_kind, r.source_id, r.consumed"
          + " from account a left join remaining r on r.account_id = a.account_id"
          + " and r.window_end > ? and r.window_start <= ?";

  private final AccountQueries accounts;
  private final Snapshot snapshot;

  public RemainingQueries(JdbcOperations jdbc, AccountQueries accounts) {
    this.accounts = accounts;
    snapshot = new Snapshot(jdbc);
  }

  /**
   * All entitlements of an account in the windows open at {@code time}; null where the view has no
   * such account.
   *
   * @param time now or later: what was left earlier is a question for {@code AsOf}
   */
  public @Nullable Remaining all(String accountId, Instant time) {
    OffsetDateTime at = Instants.sql(time);
    return remaining(
        snapshot.read(
            AccountQueries.VIEW,
            SELECT + " where a.account_id = ?",
            "account_id",
            this::line,
            at,
            at,
            accountId));
  }

  /** The same of one entitlement alone. */
  public @Nullable Remaining one(String accountId, String entitlement, Instant time) {
    OffsetDateTime at = Instants.sql(time);
    return remaining(
        snapshot.read(
            AccountQueries.VIEW,
            SELECT + " and r.entitlement = ? where a.account_id = ?",
            "account_id",
            this::line,
            at,
            at,
            entitlement,
            accountId));
  }

  private @Nullable Remaining remaining(Snapshot.Rows<Line> found) {
    if (found.rows().isEmpty()) {
      return null;
    }
    PMap<Quota.Line, Quantity> consumed = HashTreePMap.empty();
    for (Line line : found.rows()) {
      if (line.drawn != null) {
        Quantity before = consumed.getOrDefault(line.drawn, Quantity.ZERO);
        consumed = consumed.plus(line.drawn, before.plus(line.consumed));
      }
    }
    AccountRow account = Objects.requireNonNull(found.rows().getFirst().account);
    return new Remaining(account, account.standing(new Quota(consumed)), found.position());
  }

  /** The account stands in every row; it is read from the first alone. */
  private record Line(
      @Nullable AccountRow account, Quota.@Nullable Line drawn, Quantity consumed) {}

  private Line line(ResultSet row, int number) throws SQLException {
    AccountRow account = number == 0 ? accounts.row(row, number) : null;
    String entitlement = row.getString("entitlement");
    if (entitlement == null) {
      return new Line(account, null, Quantity.ZERO);
    }
    var kind = Source.Kind.valueOf(row.getString("source_kind").toUpperCase(Locale.ROOT));
    return new Line(
        account,
        new Quota.Line(entitlement, new Source(kind, row.getString("source_id"))),
        new Quantity(row.getBigDecimal("consumed")));
  }
}
