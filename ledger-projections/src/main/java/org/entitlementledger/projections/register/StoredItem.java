package org.entitlementledger.projections.register;

import org.entitlementledger.core.entitlement.Item;

/**
 * A row of an item.
 *
 * @param recorded the position of its first event
 * @param position that of its last event
 */
public record StoredItem(
    String accountId, String collection, Item item, long recorded, long position) {}
