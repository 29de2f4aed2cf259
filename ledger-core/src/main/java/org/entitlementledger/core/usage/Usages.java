package org.entitlementledger.core.usage;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.entitlement.QuantityRules;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.usage.UsageCommand.RecordUsage;
import org.entitlementledger.core.usage.UsageCommand.ReverseUsage;
import org.entitlementledger.core.usage.UsageEvent.UsageRecorded;
import org.entitlementledger.core.usage.UsageEvent.UsageReversed;
import org.pcollections.PMap;

/** The use of units of one account: any key of the kind units. */
public record Usages(ItemsById<UsageRecord> items) {
  public static final Usages NONE = new Usages(ItemsById.none("a use", "usageId"));

  /** The same, by id. */
  public PMap<String, UsageRecord> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<UsageEvent> decide(UsageCommand command, AccountState account, Context context) {
    return switch (command) {
      case RecordUsage record -> List.of(record(record, account, context));
      case ReverseUsage reverse -> List.of(reverse(reverse, account, context));
    };
  }

  private UsageRecorded record(RecordUsage command, AccountState account, Context context) {
    Instant usedAt = context.effectiveAt(account.zone());
    Quantity quantity =
        QuantityRules.quantity(account, command.entitlement(), command.quantity(), usedAt);
    String usageId = items.newId(command.usageId(), context);
    Entitled entitled = account.rules(context).entitled(command.entitlement(), Kind.UNITS, usedAt);
    account.rules(context).requireRoles(entitled, usedAt);
    return new UsageRecorded(
        usedAt,
        usageId,
        command.entitlement(),
        quantity,
        account.rules(context).draw(entitled, quantity, usedAt));
  }

  private UsageReversed reverse(ReverseUsage command, AccountState account, Context context) {
    UsageRecord known = items.require(command.usageId());
    Instant effectiveAt = context.correctionOf(known.occurredAt(), account.zone());
    aUseIsReversedOnce(known);
    return new UsageReversed(
        effectiveAt, known.usageId(), account.rules(context).returned(known.draws(), effectiveAt));
  }

  private static void aUseIsReversedOnce(UsageRecord known) {
    if (known.reversed()) {
      throw Refusal.of(Problem.ALREADY_CORRECTED, "the use is reversed already")
          .with("usageId", known.usageId());
    }
  }

  /** The uses after an event. */
  public Usages apply(UsageEvent event) {
    return new Usages(items.with(UsageRecord.after(items.find(event.usageId()), event)));
  }
}
