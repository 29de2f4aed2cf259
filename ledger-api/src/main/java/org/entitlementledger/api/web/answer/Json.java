package org.entitlementledger.api.web.answer;

import java.util.Map;
import org.entitlementledger.api.web.request.QueryCursor;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.projections.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/** Builds the JSON answers to queries. */
public final class Json {
  private Json() {}

  /** An answer with a body. */
  public static <T> ResponseEntity<T> ok(T body) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
  }

  /**
   * An answer about an account.
   *
   * @param position the position of the view
   * @param version the account's version, for {@code If-Match}
   */
  public static <T> ResponseEntity<PositionedAnswer<T>> ok(T body, long position, long version) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.ETAG, etag(version))
        .body(new PositionedAnswer<>(body, position));
  }

  /** A page of a list. */
  public static <T> ResponseEntity<PageAnswer<T>> page(Page<T> page) {
    return ok(new PageAnswer<>(page.items(), QueryCursor.bound(page.next()), page.position()));
  }

  /** A page of a list that does not come from a view and has no position. */
  public static <T> ResponseEntity<PageAnswer<T>> list(Page<T> page) {
    return ok(new PageAnswer<>(page.items(), QueryCursor.bound(page.next()), null));
  }

  /** An object as a tree, for composed answers. */
  public static ObjectNode tree(Object value) {
    return LedgerJson.mapper().valueToTree(value);
  }

  /** The version as an entity tag. */
  public static String etag(long version) {
    return "\"" + version + "\"";
  }

  /** A person as answers show them: the id and the known details. */
  public static Person person(String id, Map<String, Person> known) {
    return known.getOrDefault(id, new Person(id, null, null));
  }
}
