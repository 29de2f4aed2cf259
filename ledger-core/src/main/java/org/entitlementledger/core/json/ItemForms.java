package org.entitlementledger.core.json;

import org.entitlementledger.core.accelerator.Accelerator;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.voucher.Voucher;

/** The records whose components are the fields of items in rows and answers. */
public final class ItemForms {
  private ItemForms() {}

  /** The form of a type of items; the type itself where its components are the fields. */
  public static Class<?> of(Class<? extends Item> type) {
    if (type == Accelerator.class) {
      return AcceleratorForm.class;
    }
    return type == Voucher.class ? VoucherForm.class : type;
  }
}
