package org.entitlementledger.projections.register;

import java.time.Instant;
import java.util.Set;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.json.LedgerJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing of an account.
 *
 * @param recorded the position of its first event
 * @param ordinal its place among the things of that event
 * @param position where the view stood when it was read
 */
public record RegisterRow(
    String accountId, String collection, Item item, long recorded, int ordinal, long position) {
  /** What the core keeps for its own rules. */
  private static final Set<String> INTERNAL = Set.of("draws", "state", "redemption");

  /** The fields that answers show, and its status at {@code now}, under the account's contracts. */
  public ObjectNode shown(Instant now, Contracts contracts) {
    return shown(item, now, contracts);
  }

  /** The same of a thing that has no row yet: what the answer of a command shows. */
  public static ObjectNode shown(Item item, Instant now, Contracts contracts) {
    ObjectNode fields = LedgerJson.mapper().valueToTree(item.seen(now, contracts));
    fields.remove(INTERNAL);
    return fields.put("status", item.status(now, contracts));
  }
}
