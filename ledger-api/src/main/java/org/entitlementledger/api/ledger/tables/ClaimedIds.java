package org.entitlementledger.api.ledger.tables;

import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.profile.ProfileEvent.AccountOpened;
import org.entitlementledger.core.voucher.VoucherEvent;
import org.entitlementledger.core.voucher.Vouchers;

/**
 * What an event makes unique in the whole ledger (DESIGN.md, decision 5).
 *
 * @param ids none for most events: what they name is unique in its account, which knows it
 */
public record ClaimedIds(String kind, List<String> ids) {
  private static final String ACCOUNT = "account";

  public static ClaimedIds by(AccountEvent event) {
    return switch (event) {
      case AccountOpened opened -> new ClaimedIds(ACCOUNT, List.of(opened.accountId()));
      case VoucherEvent vouchers -> new ClaimedIds(Vouchers.CLAIM, vouchers.newCodes());
      default -> new ClaimedIds("", List.of());
    };
  }
}
