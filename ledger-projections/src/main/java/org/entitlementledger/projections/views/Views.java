package org.entitlementledger.projections.views;

import java.util.List;
import org.entitlementledger.projections.account.AccountProjection;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.audit.ApprovalProjection;
import org.entitlementledger.projections.audit.AuditProjection;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.audit.CorrectionProjection;
import org.entitlementledger.projections.follow.View;
import org.entitlementledger.projections.follow.View.Table;
import org.entitlementledger.projections.movement.MovementProjection;
import org.entitlementledger.projections.movement.MovementQueries;
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
          List.of(
              new Table("account", List.of("account_id")),
              new Table("terms", List.of("terms_id")),
              new Table("remaining", RemainingProjection.KEYS)),
          View.together(List.of(AccountProjection::new, RemainingProjection::new)));

  private static final View MOVEMENT =
      new View(
          MovementQueries.VIEW,
          List.of(new Table("movement", List.of("position", "ordinal"))),
          MovementProjection::new);

  private static final View REGISTER =
      new View(
          RegisterQueries.VIEW,
          List.of(new Table("register", RegisterProjection.KEYS)),
          RegisterProjection::new);

  private static final View AUDIT =
      new View(
          AuditQueries.VIEW,
          List.of(
              new Table("audit_event", List.of("position")),
              new Table("audit_use", CorrectionProjection.KEYS),
              new Table("audit_correction", List.of("corrects")),
              new Table("audit_approval", List.of("position")),
              new Table("audit_request", ApprovalProjection.KEYS)),
          View.together(
              List.of(AuditProjection::new, CorrectionProjection::new, ApprovalProjection::new)));

  private static final View VOUCHER =
      new View(
          VoucherQueries.VIEW,
          List.of(new Table("voucher", VoucherProjection.KEYS)),
          VoucherProjection::new);

  /** In the order in which they are told about. */
  public static final List<View> ALL = List.of(REMAINING, MOVEMENT, REGISTER, AUDIT, VOUCHER);

  private Views() {}
}
