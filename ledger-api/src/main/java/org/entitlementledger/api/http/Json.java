package org.entitlementledger.api.http;

import java.util.List;
import java.util.Map;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.wire.LedgerJson;
import org.entitlementledger.projections.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/** Answers to questions, in the one JSON of the ledger. */
public final class Json {
  private Json() {}

  /**
   * A piece of a list.
   *
   * @param next absent on the last one
   * @param position where the view stood; absent for what is no view
   */
  record Piece(List<?> items, @Nullable String next, @Nullable Long position) {}

  /** Answers with what was found. */
  public static ResponseEntity<byte[]> ok(Object body) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(LedgerJson.mapper().writeValueAsBytes(body));
  }

  /**
   * Answers with something of an account.
   *
   * @param position where the view stood
   * @param version the account's, which serves {@code If-Match}
   */
  public static ResponseEntity<byte[]> ok(Object body, long position, long version) {
    ObjectNode whole = tree(body);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.ETAG, etag(version))
        .body(LedgerJson.mapper().writeValueAsBytes(whole.put("position", position)));
  }

  /** A piece of a list. */
  public static ResponseEntity<byte[]> page(Page<?> page) {
    return ok(new Piece(page.items(), QueryCursor.bound(page.next()), page.position()));
  }

  /** A piece of a list that is no view: it has no position. */
  public static ResponseEntity<byte[]> list(Page<?> page) {
    return ok(new Piece(page.items(), QueryCursor.bound(page.next()), null));
  }

  /** An object as a tree, for answers that are put together. */
  public static ObjectNode tree(Object value) {
    return LedgerJson.mapper().valueToTree(value);
  }

  /** The version as an entity tag. */
  static String etag(long version) {
    return "\"" + version + "\"";
  }

  /** A person as answers show them: the id, and what is known beside. */
  public static Person person(String id, Map<String, Person> known) {
    return known.getOrDefault(id, new Person(id, null, null));
  }
}
