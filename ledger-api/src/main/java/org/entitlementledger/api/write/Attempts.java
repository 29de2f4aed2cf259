package org.entitlementledger.api.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.wire.LedgerJson;
import org.entitlementledger.projections.Instants;
import org.springframework.jdbc.core.JdbcOperations;

/** The refused attempts of one batch, for the table {@code refusal}. */
final class Attempts {
  private final JdbcOperations jdbc;
  private final List<At> fresh = new ArrayList<>();

  private record At(Instant at, RefusalRow refusal) {}

  Attempts(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps an attempt. */
  void add(Instant at, RefusalRow refusal) {
    fresh.add(new At(at, refusal));
  }

  /** Writes them. */
  void write() {
    if (fresh.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        "insert into refusal (refused_at, actor, command, account_id, problem, facts, request_id)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        fresh,
        fresh.size(),
        (insert, one) -> {
          insert.setObject(1, Instants.sql(one.at()));
          insert.setString(2, one.refusal().actor());
          insert.setString(3, one.refusal().command());
          insert.setString(4, one.refusal().accountId());
          insert.setString(5, one.refusal().problem());
          insert.setString(6, LedgerJson.mapper().writeValueAsString(one.refusal().facts()));
          insert.setString(7, one.refusal().requestId());
        });
  }
}
