package org.entitlementledger.projections.voucher;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Whose a voucher is, wherever in the ledger. */
public final class VoucherQueries {
  /** The view that these rows belong to. */
  public static final String VIEW = "voucher";

  /** An outer join, so that each code is looked up. */
  private static final String OF_CODES =
      "select v.code, v.account_id from unnest(cast(? as varchar array)) k (code)"
          + " left join voucher v on v.code = k.code";

  private final JdbcOperations jdbc;

  public VoucherQueries(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of {@code codes} that the ledger knows. */
  public List<VoucherRow> find(Collection<String> codes) {
    return jdbc.query(OF_CODES, VoucherQueries::row, (Object) codes.toArray(String[]::new)).stream()
        .filter(row -> row.code() != null)
        .toList();
  }

  /** The position of the event that redeemed a voucher; null where it is not redeemed. */
  public @Nullable Long redemption(String code) {
    // nothing but the end of the redemption changes a redeemed voucher
    List<@Nullable Long> found =
        jdbc.queryForList(
            "select position from voucher where code = ? and redeemed_at is not null",
            Long.class,
            code);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static VoucherRow row(ResultSet row, int number) throws SQLException {
    return new VoucherRow(row.getString("code"), row.getString("account_id"));
  }
}
