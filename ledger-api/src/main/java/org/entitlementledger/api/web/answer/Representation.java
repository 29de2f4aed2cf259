package org.entitlementledger.api.web.answer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.ledger.CommandResult;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer to an accepted command: what it created or changed.
 *
 * @param location the path of a created resource; null without one
 */
public record Representation(Map<String, Object> fields, @Nullable String location) {
  public Representation {
    fields = new LinkedHashMap<>(fields);
  }

  /** A changed resource. */
  public static Representation of(Object resource) {
    return at(null, resource);
  }

  /** A created resource with its path. */
  public static Representation at(@Nullable String location, Object resource) {
    var fields = new LinkedHashMap<String, Object>();
    ObjectNode tree = Json.tree(resource);
    tree.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return new Representation(fields, location);
  }

  /** A copy with the balance of the last window that the command moved, if any. */
  public Representation withBalance(CommandResult result) {
    Balance known = result.balance();
    Balance balance = known == null ? balance(result) : known;
    if (balance == null) {
      return this;
    }
    var more = new LinkedHashMap<>(fields);
    more.put("balance", balance.abridged());
    return new Representation(more, location);
  }

  private static @Nullable Balance balance(CommandResult result) {
    Movement last = null;
    for (var event : result.events()) {
      if (event instanceof MovesQuota moving && !moving.movements().isEmpty()) {
        last = moving.movements().getLast();
      }
    }
    return last == null ? null : Entitlements.moved(result.after().state(), last, result.now());
  }

  /** A path below {@code /v1}. */
  public static String path(String... segments) {
    return "/v1/" + String.join("/", List.of(segments));
  }
}
