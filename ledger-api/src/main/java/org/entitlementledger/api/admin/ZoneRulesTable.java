package org.entitlementledger.api.admin;

import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.Dialect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code zone_rules}: the version that the ledger was last started with. */
@Component
final class ZoneRulesTable {
  private static final String INSERT =
      "insert into zone_rules (one, version) values (1, ?) on conflict do nothing";

  private final JdbcTemplate jdbc;
  private final WriteTurn turn;

  ZoneRulesTable(JdbcTemplate jdbc, WriteTurn turn) {
    this.jdbc = jdbc;
    this.turn = turn;
  }

  /** The stored version; null before the first start. */
  @Nullable String version() {
    return jdbc.queryForList("select version from zone_rules", String.class).stream()
        .findFirst()
        .orElse(null);
  }

  void store(String version) {
    turn.take();
    try {
      if (jdbc.update("update zone_rules set version = ?", version) == 0) {
        jdbc.update(INSERT, version);
      }
      Dialect.of(jdbc).sync(jdbc);
    } finally {
      turn.end();
    }
  }
}
