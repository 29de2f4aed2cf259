package org.entitlementledger.api.write;

import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.api.write.Submission.IdempotencyKey;
import org.entitlementledger.core.wire.LedgerJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import tools.jackson.core.type.TypeReference;

/**
 * The first answers to idempotency keys, as one transaction sees them: what stands in the table
 * {@code command_result}, and what was answered before in it.
 */
public final class CommandResults {
  private static final TypeReference<LinkedHashMap<String, String>> HEADERS =
      new TypeReference<>() {};

  /** How many first answers are looked through at a time. */
  private static final int PIECE = 1_000;

  private final JdbcOperations jdbc;
  private final Map<Asked, Kept> known = new HashMap<>();
  private final List<Kept> fresh = new ArrayList<>();

  private record Asked(String caller, String key) {}

  private record Kept(Asked asked, String requestHash, Answer answer, @Nullable Long position) {}

  public CommandResults(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Looks keys up; whoever else might answer one waits until the transaction has ended. */
  public void load(Set<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    jdbc.query(
        "select idempotency_key, caller, request_hash, status, headers, body from command_result"
            + " where idempotency_key = any (?)",
        row -> {
          Asked asked = new Asked(row.getString(2), row.getString(1));
          Map<String, String> headers = LedgerJson.mapper().readValue(row.getString(5), HEADERS);
          Answer answer = new Answer(row.getInt(4), headers, row.getString(6), true);
          known.put(asked, new Kept(asked, row.getString(3), answer, null));
        },
        (Object) keys.toArray(String[]::new));
  }

  /**
   * The first answer to this request, or null.
   *
   * @throws IdempotencyConflict where the caller used the key for another request
   */
  public @Nullable Answer find(String caller, IdempotencyKey key) {
    Kept kept = known.get(new Asked(caller, key.key()));
    if (kept == null) {
      return null;
    }
    if (!kept.requestHash().equals(key.requestHash())) {
      throw new IdempotencyConflict();
    }
    Answer first = kept.answer();
    return new Answer(first.status(), first.headers(), first.body(), true);
  }

  /**
   * Keeps the answer of a decision.
   *
   * @param position of the command's last event; absent where it was refused
   */
  public void keep(String caller, IdempotencyKey key, Answer answer, @Nullable Long position) {
    Asked asked = new Asked(caller, key.key());
    Kept kept = new Kept(asked, key.requestHash(), answer, position);
    known.put(asked, kept);
    fresh.add(kept);
  }

  /** Writes what is kept. */
  public void write() {
    if (fresh.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        "insert into command_result"
            + " (idempotency_key, caller, request_hash, status, headers, body, position)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        fresh,
        fresh.size(),
        (insert, kept) -> {
          insert.setString(1, kept.asked().key());
          insert.setString(2, kept.asked().caller());
          insert.setString(3, kept.requestHash());
          insert.setInt(4, kept.answer().status());
          insert.setString(5, LedgerJson.mapper().writeValueAsString(kept.answer().headers()));
          insert.setString(6, kept.answer().body());
          insert.setObject(7, kept.position(), Types.BIGINT);
        });
  }

  /**
   * Takes the name of a person out of first answers that are kept, a piece of them.
   *
   * @param after the last one of the piece before; null for the first
   * @return the last one of this piece; null where nothing is left
   */
  public static @Nullable Place erase(JdbcOperations jdbc, String personId, @Nullable Place after) {
    List<Bodied> piece =
        jdbc.query(
            "select idempotency_key, caller, body from command_result"
                + " where (idempotency_key, caller) > (?, ?)"
                + " order by idempotency_key, caller limit "
                + PIECE,
            (row, number) ->
                new Bodied(new Place(row.getString(1), row.getString(2)), row.getString(3)),
            after == null ? "" : after.key,
            after == null ? "" : after.caller);
    var changed = new ArrayList<Object[]>();
    for (Bodied one : piece) {
      String body = ErasedNames.in(one.body, List.of(personId));
      if (!body.equals(one.body)) {
        changed.add(new Object[] {body, one.place.key, one.place.caller});
      }
    }
    if (!changed.isEmpty()) {
      jdbc.batchUpdate(
          "update command_result set body = ? where idempotency_key = ? and caller = ?", changed);
    }
    return piece.size() < PIECE ? null : piece.getLast().place;
  }

  /** Where a first answer stands. */
  public record Place(String key, String caller) {}

  private record Bodied(Place place, String body) {}
}
