package org.entitlementledger.core.workshop;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.session.SessionDetails;
import org.entitlementledger.core.session.SessionKind;
import org.entitlementledger.core.session.SessionStep;
import org.entitlementledger.core.workshop.WorkshopCommand.CancelWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverScheduledWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.RecordWorkshopNoShow;
import org.entitlementledger.core.workshop.WorkshopCommand.ScheduleWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.VoidWorkshop;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopCancelled;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopDelivered;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopNoShowRecorded;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopScheduled;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopVoided;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** The workshops of one account (DOMAIN.md, "Life cycles"). */
public record Workshops(ItemsById<Workshop> items) {
  public static final String ENTITLEMENT = "workshop";
  private static final SessionKind KIND =
      new SessionKind(ENTITLEMENT, "workshopId", "a workshop", SessionStep.DELIVER);
  public static final Workshops NONE = new Workshops(ItemsById.none(KIND.noun(), KIND.idField()));

  /** The same, by id. */
  public PMap<String, Workshop> byId() {
    return items.byId();
  }

  /**
   * The rules of this capability.
   *
   * @param accelerators the ids of the account's programs
   */
  public List<WorkshopEvent> decide(
      WorkshopCommand command, Set<String> accelerators, AccountState account, Context context) {
    return List.of(
        switch (command) {
          case DeliverWorkshop deliver -> deliver(deliver, accelerators, account, context);
          case ScheduleWorkshop schedule -> schedule(schedule, accelerators, account, context);
          case DeliverScheduledWorkshop deliver -> deliver(deliver, account, context);
          case RecordWorkshopNoShow miss -> missed(miss, account, context);
          case CancelWorkshop cancel -> cancelled(cancel, account, context);
          case VoidWorkshop correct -> voided(correct, account, context);
        });
  }

  private WorkshopDelivered deliver(
      DeliverWorkshop command, Set<String> accelerators, AccountState account, Context context) {
    String acceleratorId = known(command.acceleratorId(), accelerators);
    Instant heldAt = context.effectiveAt(account.zone());
    String workshopId = items.newId(command.workshopId(), context);
    SessionDetails details = command.details();
    return new WorkshopDelivered(
        heldAt,
        workshopId,
        acceleratorId,
        details.durationMinutes(),
        details.attendees(),
        details.summary(),
        KIND.held(heldAt, account, context));
  }

  private static @Nullable String known(@Nullable String acceleratorId, Set<String> accelerators) {
    if (acceleratorId != null && !accelerators.contains(acceleratorId)) {
      throw Refusal.of(Problem.NOT_FOUND, "the account has no accelerator with this id")
          .with("acceleratorId", acceleratorId);
    }
    return acceleratorId;
  }

  private WorkshopScheduled schedule(
      ScheduleWorkshop command, Set<String> accelerators, AccountState account, Context context) {
    String acceleratorId = known(command.acceleratorId(), accelerators);
    Instant scheduledAt = context.effectiveAt(account.zone());
    String workshopId = items.newId(command.workshopId(), context);
    KIND.aContractInForceMustListIt(scheduledAt, account);
    SessionDetails details = command.details();
    return new WorkshopScheduled(
        context.notAfterNow(scheduledAt),
        workshopId,
        acceleratorId,
        scheduledAt,
        details.durationMinutes(),
        details.attendees(),
        details.summary());
  }

  private WorkshopDelivered deliver(
      DeliverScheduledWorkshop command, AccountState account, Context context) {
    Workshop workshop = items.require(command.workshopId());
    Instant heldAt = KIND.heldAt(workshop, account, context);
    SessionDetails details = command.details().over(workshop.details());
    return new WorkshopDelivered(
        heldAt,
        workshop.workshopId(),
        workshop.acceleratorId(),
        details.durationMinutes(),
        details.attendees(),
        details.summary(),
        KIND.held(workshop, heldAt, account, context));
  }

  private WorkshopNoShowRecorded missed(
      RecordWorkshopNoShow command, AccountState account, Context context) {
    Workshop workshop = items.require(command.workshopId());
    Instant missedAt = KIND.missedAt(workshop, account, context);
    return new WorkshopNoShowRecorded(
        missedAt,
        workshop.workshopId(),
        command.by(),
        KIND.missed(workshop, command.by(), missedAt, account, context));
  }

  private WorkshopCancelled cancelled(
      CancelWorkshop command, AccountState account, Context context) {
    Workshop workshop = items.require(command.workshopId());
    return new WorkshopCancelled(
        KIND.cancelledAt(workshop, account, context), workshop.workshopId());
  }

  private WorkshopVoided voided(VoidWorkshop command, AccountState account, Context context) {
    context.requireReason();
    Workshop workshop = items.require(command.workshopId());
    var correction = KIND.voided(workshop, account, context);
    return new WorkshopVoided(
        correction.effectiveAt(), workshop.workshopId(), correction.movements());
  }

  /** The workshops after an event. */
  public Workshops apply(WorkshopEvent event) {
    return new Workshops(items.with(Workshop.after(items.find(event.workshopId()), event)));
  }
}
