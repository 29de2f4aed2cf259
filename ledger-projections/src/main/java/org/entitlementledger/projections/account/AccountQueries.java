package org.entitlementledger.projections.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import org.entitlementledger.core.profile.Profile;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.follow.Snapshot;
import org.entitlementledger.projections.follow.TokenTable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Accounts as the view {@code remaining} shows them. */
public final class AccountQueries {
  /** The view that these rows belong to. */
  public static final String VIEW = "remaining";

  /** The columns that {@link #row} reads. */
  public static final String COLUMNS =
      "a.account_id, a.version, a.opened, a.name, a.zone, a.contracts, a.team";

  private final Snapshot snapshot;
  private final AccountJson json;

  public AccountQueries(JdbcOperations jdbc) {
    snapshot = new Snapshot(jdbc);
    var terms = new TermsTable(jdbc);
    json = new AccountJson(unkept -> TermsTable.idOf(TermsTable.json(unkept)), terms::get);
  }

  /** One account, or null where the view has none with this id. */
  public @Nullable AccountRow find(String accountId) {
    var found =
        snapshot.read(
            VIEW,
            "select " + COLUMNS + " from account a where a.account_id = ?",
            "account_id",
            this::row,
            accountId);
    return found.rows().isEmpty() ? null : found.rows().getFirst();
  }

  /**
   * All accounts in the order in which they were opened.
   *
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  public Page<AccountRow> list(@Nullable String after, int limit) {
    var from = Cursor.parse(after, 1);
    var found =
        snapshot.read(
            VIEW,
            "select " + COLUMNS + " from account a where a.opened > ? order by a.opened limit ?",
            "opened",
            this::row,
            from == null ? 0 : from.at(0),
            limit + 1);
    return page(found, limit);
  }

  /** The same of some accounts alone: those of a customer. */
  public Page<AccountRow> list(Collection<String> accountIds, @Nullable String after, int limit) {
    var from = Cursor.parse(after, 1);
    var found =
        snapshot.read(
            VIEW,
            "select "
                + COLUMNS
                + " from account a where a.account_id = any(?) and a.opened > ?"
                + " order by a.opened limit ?",
            "opened",
            this::row,
            accountIds.toArray(String[]::new),
            from == null ? 0 : from.at(0),
            limit + 1);
    return page(found, limit);
  }

  private static Page<AccountRow> page(Snapshot.Rows<AccountRow> found, int limit) {
    return Page.of(found.rows(), limit, found.position(), last -> Cursor.of(last.opened()));
  }

  /** Reads {@link #COLUMNS} beside the token of the view. */
  public AccountRow row(ResultSet row, int number) throws SQLException {
    ZoneId zone = ZoneId.of(row.getString("zone"));
    return new AccountRow(
        row.getString("account_id"),
        row.getLong("version"),
        row.getLong("opened"),
        new Profile(row.getString("name"), zone),
        json.contracts(json.read(row.getString("contracts")), zone),
        json.team(json.read(row.getString("team"))),
        TokenTable.position(row.getBytes("at_token")));
  }

  /**
   * The contracts of an account at any time of recording; null where the view has no such account.
   */
  public @Nullable ContractHistory contracts(String accountId) {
    var found =
        snapshot.read(
            VIEW,
            "select a.account_id, a.zone, a.contracts from account a where a.account_id = ?",
            "account_id",
            (row, number) ->
                new ContractHistory(
                    ZoneId.of(row.getString("zone")),
                    json.read(row.getString("contracts")),
                    json,
                    TokenTable.position(row.getBytes("at_token"))),
            accountId);
    return found.rows().isEmpty() ? null : found.rows().getFirst();
  }
}
