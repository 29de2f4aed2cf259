package org.entitlementledger.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.entitlementledger.core.accelerator.Accelerator;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.voucher.Voucher;
import org.entitlementledger.core.voucher.VoucherState;
import org.junit.jupiter.api.Test;

/**
 * Rows that views wrote when the fields of an item were still its components. Views do not write
 * them again, so each must be read, and written again as it is.
 */
class ItemFormsTest {
  @Test
  void rowsOfVouchersAreWrittenAgainAsTheyWere() {
    List<Voucher> vouchers = rewritten("vouchers", Voucher.class);
    Set<String> states =
        vouchers.stream().map(Voucher::state).map(VoucherState::key).collect(Collectors.toSet());
    assertThat(states)
        .containsExactlyInAnyOrder(
            "issued", "assigned", "booked", "redeemed", "revoked", "replaced");
    assertThat(vouchers).anyMatch(voucher -> voucher.voided() != null);
  }

  @Test
  void rowsOfAcceleratorsAreWrittenAgainAsTheyWere() {
    List<Accelerator> programs = rewritten("accelerators", Accelerator.class);
    assertThat(programs)
        .extracting(program -> program.history().getLast().state())
        .contains(Accelerator.State.values());
    assertThat(programs)
        .extracting(program -> program.stage().getClass().getSimpleName())
        .contains("Planned", "Running", "Completed", "Cancelled");
  }

  private static <T extends Item> List<T> rewritten(String collection, Class<T> type) {
    List<String> rows = Resources.text("/items/" + collection + ".ndjson").lines().toList();
    List<T> items = rows.stream().map(row -> LedgerJson.mapper().readValue(row, type)).toList();
    assertThat(items)
        .extracting(LedgerJson.mapper()::writeValueAsString)
        .containsExactlyElementsOf(rows);
    return items;
  }
}
