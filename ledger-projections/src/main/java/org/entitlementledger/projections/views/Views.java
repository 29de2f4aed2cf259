package org.entitlementledger.projections.views;

import java.util.List;
import org.entitlementledger.projections.account.AccountProjection;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.audit.ApprovalProjection;
import org.entitlementledger.projections.audit.AuditProjection;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.audit.CorrectionProjection;
import org.entitlementledger.projections.movement.MovementProjection;
import org.entitlementledger.projections.movement.MovementQueries;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.projector.View.Group;
import org.entitlementledger.projections.register.RegisterProjection;
import org.entitlementledger.projections.register.RegisterQueries;
import org.entitlementledger.projections.remaining.RemainingProjection;
import org.entitlementledger.projections.voucher.VoucherProjection;
import org.entitlementledger.projections.voucher.VoucherQueries;

/** All views of the ledger. */
public final class Views {
  private static final View REMAINING =
      new View(
          AccountQueries.VIEW,
          Group.BALANCES,
          List.of(new AccountProjection(), new RemainingProjection()));

  private static final View MOVEMENT =
      new View(MovementQueries.VIEW, Group.RECORDS, List.of(new MovementProjection()));

  private static final View REGISTER =
      new View(RegisterQueries.VIEW, Group.BALANCES, List.of(new RegisterProjection()));

  private static final View AUDIT =
      new View(
          AuditQueries.VIEW,
          Group.RECORDS,
          List.of(new AuditProjection(), new CorrectionProjection(), new ApprovalProjection()));

  private static final View VOUCHER =
      new View(VoucherQueries.VIEW, Group.BALANCES, List.of(new VoucherProjection()));

  /** In the order in which they are told about. */
  public static final List<View> ALL = List.of(REMAINING, MOVEMENT, REGISTER, AUDIT, VOUCHER);

  private Views() {}
}
