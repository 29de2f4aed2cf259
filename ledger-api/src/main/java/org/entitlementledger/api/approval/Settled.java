package org.entitlementledger.api.approval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.api.contract.ContractAnswer;
import org.entitlementledger.api.http.Made;
import org.entitlementledger.api.http.Registers;
import org.entitlementledger.api.write.Receipt;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.contract.ContractEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an approval did: the approval itself, and under {@code resource} what the approved command
 * made or changed, as that command would have answered. People are shown by their ids there.
 */
final class Settled {
  private static final String RESOURCE = "resource";

  private Settled() {}

  static Made of(Receipt receipt) {
    Made approval = Registers.changed(receipt, Items.APPROVALS, List.of());
    for (AccountEvent event : receipt.events()) {
      Object resource = resource(event, receipt);
      if (resource != null) {
        var fields = new LinkedHashMap<>(approval.fields());
        fields.put(RESOURCE, resource);
        return new Made(fields, null);
      }
    }
    return approval;
  }

  private static @Nullable Object resource(AccountEvent event, Receipt receipt) {
    if (event instanceof ContractEvent) {
      return ContractAnswer.told(receipt);
    }
    String collection = Items.collection(event);
    if (collection == null || collection.equals(Items.APPROVALS)) {
      return null;
    }
    List<ObjectNode> items =
        event.itemIds().stream()
            .map(id -> Objects.requireNonNull(Items.find(receipt.after(), collection, id)))
            .map(item -> Registers.shown(item, receipt, List.of()))
            .toList();
    return collection.equals(Items.VOUCHERS) ? Map.of(collection, items) : items.getFirst();
  }
}
