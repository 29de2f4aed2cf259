package org.entitlementledger.core.grant;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.entitlement.GrantTerms;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.entitlement.QuantityRules;
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

/** The rules of grants (DOMAIN.md, "Quota"). */
record GrantRules(ItemsById<TopUp> grants, AccountState account, Context context) {

  TopUpGranted grant(GrantTopUp command) {
    Instant starts = context.effectiveAt("validFrom", command.validFrom(), account.zone());
    GrantTerms.refuseReversed(starts, command.expiresAt(), account.zone());
    Quantity quantity =
        QuantityRules.withinLimit(account, command.entitlement(), command.quantity(), starts);
    String grantId = grants.newId(command.grantId(), context);
    if (command.validFrom() == null) {
      context.refuseAhead(starts);
    }
    context.refuseClosed(starts, account.zone());
    Entitled entitled = account.limited(command.entitlement(), starts);
    context.refuseTooLate(starts, entitled.terms().backdating(), account.zone());
    Lot lot =
        GrantTerms.of(
            account,
            entitled,
            starts,
            command.expiresAt(),
            command.priority(),
            Boolean.TRUE.equals(command.promotional()),
            command.unitValue());
    return new TopUpGranted(
        context.notAfterNow(starts),
        grantId,
        command.entitlement(),
        quantity,
        command.orderReference(),
        entitled.contract().contractId(),
        lot,
        List.of(GrantTerms.granted(account, entitled, source(grantId), quantity, lot)));
  }

  GrantRevoked revoke(RevokeGrant command) {
    context.requireReason();
    TopUp topUp = grants.require(command.grantId());
    Instant time = context.effectiveAt(account.zone());
    aGrantThatHasBegunIsNotRevokedBeforeThat(topUp, time);
    aGrantIsNotRevokedBeforeItsLastDraw(topUp, time);
    context.refuseAhead(time);
    Instant gone = aGrantThatNeverBeganIsGoneWhenItWouldHaveBegun(topUp, time);
    context.refuseClosed(gone, account.zone());
    aGrantEndsOnce(topUp, time);
    Source source = source(topUp.grantId());
    Grant grant = account.quota().grant(topUp.entitlement(), source);
    Quantity unused =
        grant == null ? Quantity.ZERO : account.quota().unused(topUp.entitlement(), grant, time);
    return new GrantRevoked(
        time,
        topUp.grantId(),
        unused,
        List.of(
            Movement.of(
                Movement.Kind.REVOKED,
                topUp.entitlement(),
                source,
                GrantTerms.windowOf(account, topUp.entitlement(), topUp.contractId(), gone),
                unused,
                gone)));
  }

  private void aGrantThatHasBegunIsNotRevokedBeforeThat(TopUp topUp, Instant time) {
    if (time.isBefore(topUp.validFrom()) && !topUp.validFrom().isAfter(context.now())) {
      throw Refusal.invalid("occurredAt", "is before the grant began")
          .with("earliest", topUp.validFrom());
    }
  }

  private void aGrantIsNotRevokedBeforeItsLastDraw(TopUp topUp, Instant time) {
    Instant taken = account.quota().lastTaken(topUp.entitlement(), source(topUp.grantId()));
    if (taken != null && time.isBefore(taken)) {
      throw Refusal.invalid("occurredAt", "is before it was last drawn from")
          .with("earliest", taken);
    }
  }

  private void aGrantEndsOnce(TopUp topUp, Instant time) {
    if (topUp.revokedAt() != null || !time.isBefore(topUp.expiry(account.contracts()))) {
      throw Lifecycle.ended("the grant", topUp.status(context.now(), account.contracts()));
    }
  }

  private static Instant aGrantThatNeverBeganIsGoneWhenItWouldHaveBegun(TopUp topUp, Instant time) {
    return time.isBefore(topUp.validFrom()) ? topUp.validFrom() : time;
  }

  private static Source source(String grantId) {
    return new Source(Source.Kind.GRANT, grantId);
  }
}
