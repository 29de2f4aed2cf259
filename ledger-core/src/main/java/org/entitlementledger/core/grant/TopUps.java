package org.entitlementledger.core.grant;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.GrantTerms;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.entitlement.QuantityRules;
import org.entitlementledger.core.entitlement.Standing;
import org.entitlementledger.core.entitlement.Standing.Entitled;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.grant.GrantEvent.GrantRevoked;
import org.entitlementledger.core.grant.GrantEvent.TopUpGranted;
import org.entitlementledger.core.kernel.Lifecycle;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.quota.Grant;
import org.entitlementledger.core.quota.Lot;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.pcollections.PMap;

/** The grants of one account (DOMAIN.md, "Quota"). */
public record TopUps(ItemsById<TopUp> items) {
  public static final TopUps NONE = new TopUps(ItemsById.none("a grant", "grantId"));

  /** The same, by id. */
  public PMap<String, TopUp> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<GrantEvent> decide(GrantCommand command, Standing standing, Context context) {
    return switch (command) {
      case GrantTopUp grant -> List.of(grant(grant, standing, context));
      case RevokeGrant revoke -> List.of(revoke(revoke, standing, context));
    };
  }

  private TopUpGranted grant(GrantTopUp command, Standing standing, Context context) {
    Instant starts = context.effectiveAt("validFrom", command.validFrom(), standing.zone());
    GrantTerms.refuseReversed(starts, command.expiresAt(), standing.zone());
    Quantity quantity =
        QuantityRules.withinLimit(standing, command.entitlement(), command.quantity(), starts);
    String grantId = items.newId(command.grantId(), context);
    if (command.validFrom() == null) {
      context.refuseAhead(starts);
    }
    Entitled entitled = standing.limited(command.entitlement(), starts);
    context.refuseTooLate(starts, entitled.terms().backdating(), standing.zone());
    Lot lot =
        GrantTerms.of(
            standing,
            entitled,
            starts,
            command.expiresAt(),
            command.priority(),
            Boolean.TRUE.equals(command.promotional()),
            command.unitValue());
    var source = new Source(Source.Kind.GRANT, grantId);
    return new TopUpGranted(
        context.notAfterNow(starts),
        grantId,
        command.entitlement(),
        quantity,
        command.orderReference(),
        entitled.contract().contractId(),
        lot,
        List.of(GrantTerms.granted(standing, entitled, source, quantity, lot)));
  }

  private GrantRevoked revoke(RevokeGrant command, Standing standing, Context context) {
    context.requireReason();
    TopUp topUp = items.require(command.grantId());
    Instant time = context.effectiveAt(standing.zone());
    refuseBeforeUse(topUp, time, standing, context);
    context.refuseAhead(time);
    String status = topUp.status(context.now(), standing.contracts());
    boolean over = topUp.revokedAt() != null || !time.isBefore(topUp.expiry(standing.contracts()));
    if (over) {
      throw Lifecycle.ended("the grant", status);
    }
    var source = new Source(Source.Kind.GRANT, topUp.grantId());
    Grant grant = standing.quota().grant(topUp.entitlement(), source);
    Quantity unused =
        grant == null ? Quantity.ZERO : standing.quota().unused(topUp.entitlement(), grant, time);
    // one that has not begun is there and gone again when it would have begun
    Instant gone = time.isBefore(topUp.validFrom()) ? topUp.validFrom() : time;
    return new GrantRevoked(
        time,
        topUp.grantId(),
        unused,
        List.of(
            Movement.of(
                Movement.Kind.REVOKED,
                topUp.entitlement(),
                source,
                GrantTerms.windowOf(standing, topUp.entitlement(), topUp.contractId(), gone),
                unused,
                gone)));
  }

  /** A grant ends neither before it began nor before something was drawn from it. */
  private static void refuseBeforeUse(
      TopUp topUp, Instant time, Standing standing, Context context) {
    if (time.isBefore(topUp.validFrom()) && !topUp.validFrom().isAfter(context.now())) {
      throw Refusal.invalid("occurredAt", "is before the grant began")
          .with("earliest", topUp.validFrom());
    }
    var source = new Source(Source.Kind.GRANT, topUp.grantId());
    Instant taken = standing.quota().lastTaken(topUp.entitlement(), source);
    if (taken != null && time.isBefore(taken)) {
      throw Refusal.invalid("occurredAt", "is before it was last drawn from")
          .with("earliest", taken);
    }
  }

  /** The grants after an event. */
  public TopUps apply(GrantEvent event) {
    return new TopUps(items.with(TopUp.after(items.find(event.grantId()), event)));
  }
}
