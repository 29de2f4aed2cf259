package org.entitlementledger.api.finance.register;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.projections.audit.ItemChanges;
import org.entitlementledger.projections.audit.ItemChanges.Change;
import org.entitlementledger.projections.audit.ItemChanges.Correction;
import org.entitlementledger.projections.audit.ItemChanges.ItemKey;
import org.entitlementledger.projections.register.StoredItem;
import org.jspecify.annotations.Nullable;

/** What happened to the items of some accounts and is not in their rows. */
final class ItemHistory {
  private final Map<ItemKey, Instant> revocations = new HashMap<>();
  private final Map<ItemKey, List<Correction>> corrections;

  ItemHistory(List<Change> revocations, List<Correction> corrections) {
    revocations.forEach(change -> this.revocations.put(change.item(), change.at()));
    this.corrections =
        corrections.stream().collect(Collectors.groupingBy(one -> one.recorded().item()));
  }

  static ItemHistory of(List<String> accountIds, ItemChanges changes) {
    return new ItemHistory(changes.revocations(accountIds), changes.corrections(accountIds));
  }

  /** When a voucher was revoked; null for one that is not. */
  @Nullable Instant revokedAt(StoredItem voucher) {
    return revocations.get(key(voucher));
  }

  /**
   * Whether something of an item stood that was corrected afterwards.
   *
   * @param types logical names of the events that may have recorded it
   */
  boolean stood(StoredItem item, RegisterAccount account, Set<String> types) {
    return corrections.getOrDefault(key(item), List.of()).stream()
        .filter(one -> types.contains(one.recorded().type()))
        .anyMatch(one -> one.stoodAt(account.asOf(), account.position()));
  }

  private static ItemKey key(StoredItem stored) {
    Item item = stored.item();
    return new ItemKey(stored.accountId(), stored.collection(), item.id());
  }
}
