package org.entitlementledger.projections.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.entitlementledger.core.profile.Profile;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.projector.Snapshot;
import org.entitlementledger.projections.projector.TokenTable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Accounts as the view {@code remaining} shows them. */
public final class AccountQueries {
  /** The view that these rows belong to. */
  public static final String VIEW = "remaining";

  /** The columns that {@link #kept} reads. */
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
            AccountQueries::kept,
            accountId);
    return found.rows().isEmpty() ? null : row(found.rows().getFirst());
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
            AccountQueries::kept,
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
            AccountQueries::kept,
            accountIds.toArray(String[]::new),
            from == null ? 0 : from.at(0),
            limit + 1);
    return page(found, limit);
  }

  private Page<AccountRow> page(Snapshot.Rows<Kept> found, int limit) {
    return Page.of(
        found.map(this::row).rows(), limit, found.position(), last -> Cursor.of(last.opened()));
  }

  /** A row as it is kept: what it says is read when its connection is free for the terms. */
  public record Kept(
      String accountId,
      long version,
      long opened,
      String name,
      ZoneId zone,
      String contracts,
      String team,
      long position) {}

  /** Reads {@link #COLUMNS} beside the token of the view. */
  public static Kept kept(ResultSet row, int number) throws SQLException {
    return new Kept(
        row.getString("account_id"),
        row.getLong("version"),
        row.getLong("opened"),
        row.getString("name"),
        ZoneId.of(row.getString("zone")),
        row.getString("contracts"),
        row.getString("team"),
        TokenTable.position(row.getBytes("at_token")));
  }

  /** What a row says. */
  public AccountRow row(Kept kept) {
    return new AccountRow(
        kept.accountId,
        kept.version,
        kept.opened,
        new Profile(kept.name, kept.zone),
        json.contracts(json.read(kept.contracts), kept.zone),
        json.team(json.read(kept.team)),
        kept.position);
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

  /**
   * An account with its contracts at any time of recording.
   *
   * @param version how many events it has had
   * @param opened the position at which it was opened
   */
  public record OpenedAccount(
      String accountId, long version, long opened, ContractHistory contracts) {}

  /**
   * The next accounts in the order in which they were opened.
   *
   * @param after the position at which the one before was opened
   */
  public List<OpenedAccount> openedAfter(long after, int limit) {
    return snapshot
        .read(
            VIEW,
            "select a.account_id, a.version, a.opened, a.zone, a.contracts from account a"
                + " where a.opened > ? order by a.opened limit ?",
            "opened",
            this::opened,
            after,
            limit)
        .rows();
  }

  /** One account in the same form; empty where the view has none with this id. */
  public List<OpenedAccount> opened(String accountId) {
    return snapshot
        .read(
            VIEW,
            "select a.account_id, a.version, a.opened, a.zone, a.contracts from account a"
                + " where a.account_id = ?",
            "opened",
            this::opened,
            accountId)
        .rows();
  }

  private OpenedAccount opened(ResultSet row, int number) throws SQLException {
    var contracts =
        new ContractHistory(
            ZoneId.of(row.getString("zone")),
            json.read(row.getString("contracts")),
            json,
            TokenTable.position(row.getBytes("at_token")));
    return new OpenedAccount(
        row.getString("account_id"), row.getLong("version"), row.getLong("opened"), contracts);
  }
}
