package org.entitlementledger.core.grant;

import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.pcollections.PMap;

/** The grants of one account (DOMAIN.md, "Quota"). */
public record TopUps(ItemsById<TopUp> items) {
  public static final TopUps NONE = new TopUps(ItemsById.none("a grant", "grantId"));

  /** The same, by id. */
  public PMap<String, TopUp> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<GrantEvent> decide(GrantCommand command, AccountState account, Context context) {
    var rules = new GrantRules(items, account, context);
    return List.of(
        switch (command) {
          case GrantTopUp grant -> rules.grant(grant);
          case RevokeGrant revoke -> rules.revoke(revoke);
        });
  }

  /** The grants after an event. */
  public TopUps apply(GrantEvent event) {
    return new TopUps(items.with(TopUp.after(items.find(event.grantId()), event)));
  }
}
