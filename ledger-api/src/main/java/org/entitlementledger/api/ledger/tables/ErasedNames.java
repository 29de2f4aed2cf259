package org.entitlementledger.api.ledger.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.entitlementledger.projections.directory.DirectoryQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Removes names and addresses of forgotten people from responses that earlier versions stored.
 * Results stored today name nobody.
 */
public final class ErasedNames {
  private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";

  /** What the directory knew of a person, as answers are written. */
  private static final String KNOWN =
      "(?:\"name\":" + TEXT + "(?:,\"email\":" + TEXT + ")?|\"email\":" + TEXT + ")";

  /** How many answers are looked through at a time. */
  private static final int PIECE = 1_000;

  private ErasedNames() {}

  /** Where an answer stands. */
  public record Place(String key, String caller) {}

  private record Kept(Place place, @Nullable String body) {}

  /**
   * Takes the name of a person out of answers that are kept, a piece of them.
   *
   * @param after the last one of the piece before; null for the first
   * @return the last one of this piece; null where nothing is left
   */
  public static @Nullable Place erase(JdbcOperations jdbc, String personId, @Nullable Place after) {
    List<Kept> piece =
        jdbc.query(
            "select idempotency_key, caller, body from command_result"
                + " where (idempotency_key, caller) > (?, ?)"
                + " order by idempotency_key, caller limit "
                + PIECE,
            (row, number) ->
                new Kept(new Place(row.getString(1), row.getString(2)), row.getString(3)),
            after == null ? "" : after.key,
            after == null ? "" : after.caller);
    var changed = new ArrayList<Object[]>();
    for (Kept kept : piece) {
      String body = kept.body == null ? null : without(personId, kept.body);
      if (body != null && !body.equals(kept.body)) {
        changed.add(new Object[] {body, kept.place.key, kept.place.caller});
      }
    }
    if (!changed.isEmpty()) {
      jdbc.batchUpdate(
          "update command_result set body = ? where idempotency_key = ? and caller = ?", changed);
    }
    return piece.size() < PIECE ? null : piece.getLast().place;
  }

  /** The same JSON with {@value DirectoryQueries#ERASED} in the place of a person's name. */
  private static String without(String personId, String json) {
    String id = "\"id\":\"" + personId + "\",";
    Matcher person = Pattern.compile("\\{" + Pattern.quote(id) + KNOWN + "\\}").matcher(json);
    String nameless = "{" + id + "\"name\":\"" + DirectoryQueries.ERASED + "\"}";
    return person.replaceAll(Matcher.quoteReplacement(nameless));
  }
}
