package org.entitlementledger.core.advisory;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.advisory.AdvisoryCommand.RecordAdvisoryActivity;
import org.entitlementledger.core.advisory.AdvisoryEvent.AdvisoryActivityRecorded;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.kernel.Person;
import org.pcollections.PMap;

/**
 * The advisory activities of one account. They are not counted and so exempt from the backdating
 * limit, but the contract in force must include them.
 */
public record AdvisoryActivities(ItemsById<AdvisoryActivity> items) {
  public static final String ENTITLEMENT = "advisory";
  public static final AdvisoryActivities NONE =
      new AdvisoryActivities(ItemsById.none("an activity", "activityId"));

  /** The same, by id. */
  public PMap<String, AdvisoryActivity> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<AdvisoryEvent> decide(
      AdvisoryCommand command, AccountState account, Context context) {
    return switch (command) {
      case RecordAdvisoryActivity record -> List.of(record(record, account, context));
    };
  }

  private AdvisoryActivityRecorded record(
      RecordAdvisoryActivity command, AccountState account, Context context) {
    Instant doneAt = context.effectiveAt(account.zone());
    String activityId = items.newId(command.activityId(), context);
    context.refuseAhead(doneAt);
    account
        .rules(context)
        .requireRoles(account.promised(ENTITLEMENT, Kind.ACTIVITY, doneAt), doneAt);
    return new AdvisoryActivityRecorded(
        doneAt,
        activityId,
        command.kind(),
        command.summary(),
        command.people().stream().map(Person::id).toList());
  }

  /** The activities after an event. */
  public AdvisoryActivities apply(AdvisoryEvent event) {
    return new AdvisoryActivities(items.with(AdvisoryActivity.after(event)));
  }
}
