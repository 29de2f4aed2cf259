package org.entitlementledger.projections.tree;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.entitlementledger.projections.Instants;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The table {@code signed_head}. */
final class SignedHeadTable {
  private static final String SELECT = "select size, root, note, sealed_at from signed_head ";

  private final JdbcOperations jdbc;

  SignedHeadTable(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** The newest, or null before the first. */
  @Nullable SignedHead newest() {
    return one("order by size desc limit 1");
  }

  /** The one of a size, where it was kept. */
  @Nullable SignedHead of(long size) {
    return one("where size = ?", size);
  }

  private @Nullable SignedHead one(String which, Object... parameters) {
    return jdbc.query(SELECT + which, (row, number) -> head(row), parameters).stream()
        .findFirst()
        .orElse(null);
  }

  private static SignedHead head(ResultSet row) throws SQLException {
    long size = row.getLong("size");
    byte[] root = row.getBytes("root");
    if (root.length != Hash.BYTES) {
      throw new TreeDamaged("the root of the signed head of " + size + " is no hash");
    }
    return new SignedHead(
        size, Hash.of(root), row.getString("note"), Instants.of(row, "sealed_at"));
  }

  /** Locks the tree until the transaction ends; false where its first head is not there. */
  boolean lock() {
    return !jdbc.queryForList("select size from signed_head where size = 0 for update").isEmpty();
  }

  /** Adds one, unless there is one of its size. */
  void add(SignedHead head) {
    jdbc.update(
        "insert into signed_head (size, root, note, sealed_at) values (?, ?, ?, ?)"
            + " on conflict do nothing",
        head.size(),
        head.root().bytes(),
        head.note(),
        Instants.sql(head.sealedAt()));
  }

  /** Takes one away. */
  void remove(long size) {
    jdbc.update("delete from signed_head where size = ?", size);
  }
}
