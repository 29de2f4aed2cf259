package org.entitlementledger.api.finance;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.adjustment.Adjustment;
import org.entitlementledger.core.grant.TopUp;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.reconciliation.Redeemable;
import org.entitlementledger.core.voucher.Exam;
import org.entitlementledger.core.voucher.Voucher;
import org.entitlementledger.core.voucher.VoucherState;
import org.entitlementledger.core.voucher.VoucherState.Redeemed;
import org.entitlementledger.core.voucher.VoucherState.Replaced;
import org.entitlementledger.core.voucher.VoucherState.Revoked;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.register.RegisterQueries;
import org.entitlementledger.projections.register.RegisterRow;
import org.entitlementledger.projections.voucher.VoucherQueries;
import org.entitlementledger.projections.voucher.VoucherRow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up the vouchers that a provider names. */
@Component
final class VoucherLookup {
  private final VoucherQueries vouchers;
  private final RegisterQueries registers;
  private final AccountQueries accounts;

  VoucherLookup(VoucherQueries vouchers, RegisterQueries registers, AccountQueries accounts) {
    this.vouchers = vouchers;
    this.registers = registers;
    this.accounts = accounts;
  }

  /** A voucher with what finance asks of it. */
  record Known(Voucher voucher, Redeemable redeemable) {}

  /** Those of {@code codes} that there are, by code. */
  Map<String, Known> find(Collection<String> codes) {
    var owners = new HashMap<String, AccountRow>();
    var known = new LinkedHashMap<String, Known>();
    for (VoucherRow row : vouchers.find(codes)) {
      AccountRow owner =
          owners.computeIfAbsent(
              row.accountId(), id -> Objects.requireNonNull(accounts.find(id), id));
      known.put(row.code(), known(owner, (Voucher) item(owner, Items.VOUCHERS, row.code())));
    }
    return known;
  }

  private Object item(AccountRow owner, String collection, String id) {
    RegisterRow row = registers.find(owner.accountId(), collection, id);
    return Objects.requireNonNull(row, id).item();
  }

  private Known known(AccountRow owner, Voucher voucher) {
    VoucherState state = voucher.state();
    Exam exam = state.exam();
    return new Known(
        voucher,
        new Redeemable(
            owner.accountId(),
            owner.profile().zone(),
            state instanceof Revoked || state instanceof Replaced,
            state instanceof Redeemed,
            voucher.expiry(owner.contracts()),
            exam == null ? null : exam.at(),
            exam == null ? null : exam.code(),
            unitValue(owner, voucher.terms().draws().getFirst())));
  }

  private @Nullable Money unitValue(AccountRow owner, Movement draw) {
    String id = draw.source().id();
    return switch (draw.source().kind()) {
      case GRANT -> ((TopUp) item(owner, Items.GRANTS, id)).unitValue();
      case ADJUSTMENT -> ((Adjustment) item(owner, Items.ADJUSTMENTS, id)).unitValue();
      case ALLOWANCE, ROLLOVER, OVERAGE ->
          owner.contracts().get(Objects.requireNonNull(draw.source().contractId())).unitValue(draw);
    };
  }
}
