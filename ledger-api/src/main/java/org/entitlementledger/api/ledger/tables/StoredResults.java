package org.entitlementledger.api.ledger.tables;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.api.ledger.tables.StoredResult.Accepted;
import org.entitlementledger.api.ledger.tables.StoredResult.Refused;
import org.entitlementledger.api.ledger.tables.StoredResult.Response;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Instants;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/**
 * The results under idempotency keys, as one transaction sees them: rows of {@code command_result},
 * and earlier results of the same transaction.
 */
public final class StoredResults {
  private static final TypeReference<LinkedHashMap<String, String>> HEADERS =
      new TypeReference<>() {};

  /** Decimals of facts stay as they were written. */
  private static final ObjectReader REFUSAL =
      LedgerJson.mapper()
          .readerFor(Refused.class)
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final String SELECT =
      "select idempotency_key, caller, request_hash, position, status, headers, body, version,"
          + " event_count, decided_at from command_result where idempotency_key = any (?)";

  private static final String INSERT =
      "insert into command_result"
          + " (idempotency_key, caller, request_hash, position, status, headers, body, version,"
          + " event_count, decided_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final JdbcOperations jdbc;
  private final Map<Asked, Kept> known = new HashMap<>();
  private final List<Kept> fresh = new ArrayList<>();

  private record Asked(String caller, String key) {}

  private record Kept(
      Asked asked, String requestHash, StoredResult first, @Nullable Long position) {}

  public StoredResults(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Looks keys up; whoever else might answer one waits until the transaction has ended. */
  public void load(Set<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    jdbc.query(
        SELECT,
        row -> {
          Asked asked = new Asked(row.getString("caller"), row.getString("idempotency_key"));
          known.put(asked, new Kept(asked, row.getString("request_hash"), first(row), null));
        },
        (Object) keys.toArray(String[]::new));
  }

  private static StoredResult first(ResultSet row) throws SQLException {
    long version = row.getLong("version");
    if (!row.wasNull()) {
      int events = row.getInt("event_count");
      Instant decidedAt = events == 0 ? Instants.of(row, "decided_at") : null;
      return new Accepted(row.getLong("position"), version, events, decidedAt);
    }
    String body = row.getString("body");
    String headers = row.getString("headers");
    if (headers == null) {
      return REFUSAL.readValue(body);
    }
    Map<String, String> all = LedgerJson.mapper().readValue(headers, HEADERS);
    return new Response(new StoredResponse(row.getInt("status"), all, body, true));
  }

  /**
   * What was decided of this request, or null.
   *
   * @throws IdempotencyConflict where the caller used the key for another request
   */
  public @Nullable StoredResult find(String caller, IdempotencyKey key) {
    Kept entry = known.get(new Asked(caller, key.key()));
    if (entry == null) {
      return null;
    }
    if (!entry.requestHash().equals(key.requestHash())) {
      throw new IdempotencyConflict();
    }
    return entry.first();
  }

  /**
   * The first answer to a request that is no command, or null.
   *
   * @throws IdempotencyConflict likewise
   */
  public @Nullable StoredResponse findAnswer(String caller, IdempotencyKey key) {
    return find(caller, key) instanceof Response(StoredResponse response) ? response : null;
  }

  /**
   * Keeps what was decided.
   *
   * @param position of the command's last event; absent where it was refused
   */
  public void keep(String caller, IdempotencyKey key, StoredResult first, @Nullable Long position) {
    Asked asked = new Asked(caller, key.key());
    Kept entry = new Kept(asked, key.requestHash(), first, position);
    known.put(asked, entry);
    fresh.add(entry);
  }

  /** Writes what is kept. */
  public void write() {
    if (!fresh.isEmpty()) {
      jdbc.batchUpdate(INSERT, fresh, fresh.size(), StoredResults::set);
    }
  }

  private static void set(PreparedStatement insert, Kept entry) throws SQLException {
    insert.setString(1, entry.asked().key());
    insert.setString(2, entry.asked().caller());
    insert.setString(3, entry.requestHash());
    insert.setObject(4, entry.position(), Types.BIGINT);
    StoredResponse whole =
        entry.first() instanceof Response(StoredResponse response) ? response : null;
    insert.setObject(5, whole == null ? null : whole.status(), Types.INTEGER);
    insert.setString(
        6, whole == null ? null : LedgerJson.mapper().writeValueAsString(whole.headers()));
    insert.setString(7, body(entry.first()));
    Accepted done = entry.first() instanceof Accepted accepted ? accepted : null;
    insert.setObject(8, done == null ? null : done.version(), Types.BIGINT);
    insert.setObject(9, done == null ? null : done.eventCount(), Types.INTEGER);
    Instant decidedAt = done == null ? null : done.decidedAt();
    insert.setObject(
        10, decidedAt == null ? null : Instants.sql(decidedAt), Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private static @Nullable String body(StoredResult first) {
    return switch (first) {
      case Accepted _ -> null;
      case Refused refused -> LedgerJson.mapper().writeValueAsString(refused);
      case Response whole -> whole.response().body();
    };
  }
}
