package org.entitlementledger.core.progresscall;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.progresscall.ProgressCallCommand.CancelProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogScheduledProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.RecordProgressCallNoShow;
import org.entitlementledger.core.progresscall.ProgressCallCommand.ScheduleProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.VoidProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallCancelled;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallLogged;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallNoShowRecorded;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallScheduled;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallVoided;
import org.entitlementledger.core.session.SessionDetails;
import org.entitlementledger.core.session.SessionKind;
import org.entitlementledger.core.session.SessionStep;
import org.pcollections.PMap;

/** The progress calls of one account (DOMAIN.md, "Life cycles"). */
public record ProgressCalls(ItemsById<ProgressCall> items) {
  public static final String ENTITLEMENT = "progress-call";
  private static final SessionKind KIND =
      new SessionKind(ENTITLEMENT, "callId", "a progress call", SessionStep.LOG);
  public static final ProgressCalls NONE =
      new ProgressCalls(ItemsById.none(KIND.noun(), KIND.idField()));

  /** The same, by id. */
  public PMap<String, ProgressCall> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<ProgressCallEvent> decide(
      ProgressCallCommand command, AccountState account, Context context) {
    return List.of(
        switch (command) {
          case LogProgressCall log -> log(log, account, context);
          case ScheduleProgressCall schedule -> schedule(schedule, account, context);
          case LogScheduledProgressCall log -> log(log, account, context);
          case RecordProgressCallNoShow miss -> missed(miss, account, context);
          case CancelProgressCall cancel -> cancelled(cancel, account, context);
          case VoidProgressCall correct -> voided(correct, account, context);
        });
  }

  private ProgressCallLogged log(LogProgressCall command, AccountState account, Context context) {
    Instant heldAt = context.effectiveAt(account.zone());
    String callId = items.newId(command.callId(), context);
    SessionDetails details = command.details();
    return new ProgressCallLogged(
        heldAt,
        callId,
        details.durationMinutes(),
        details.attendees(),
        details.summary(),
        KIND.held(heldAt, account, context));
  }

  private ProgressCallScheduled schedule(
      ScheduleProgressCall command, AccountState account, Context context) {
    Instant scheduledAt = context.effectiveAt(account.zone());
    String callId = items.newId(command.callId(), context);
    KIND.aContractInForceMustListIt(scheduledAt, account);
    SessionDetails details = command.details();
    return new ProgressCallScheduled(
        context.notAfterNow(scheduledAt),
        callId,
        scheduledAt,
        details.durationMinutes(),
        details.attendees(),
        details.summary());
  }

  private ProgressCallLogged log(
      LogScheduledProgressCall command, AccountState account, Context context) {
    ProgressCall call = items.require(command.callId());
    Instant heldAt = KIND.heldAt(call, account, context);
    SessionDetails details = command.details().over(call.details());
    return new ProgressCallLogged(
        heldAt,
        call.callId(),
        details.durationMinutes(),
        details.attendees(),
        details.summary(),
        KIND.held(call, heldAt, account, context));
  }

  private ProgressCallNoShowRecorded missed(
      RecordProgressCallNoShow command, AccountState account, Context context) {
    ProgressCall call = items.require(command.callId());
    Instant missedAt = KIND.missedAt(call, account, context);
    return new ProgressCallNoShowRecorded(
        missedAt,
        call.callId(),
        command.by(),
        KIND.missed(call, command.by(), missedAt, account, context));
  }

  private ProgressCallCancelled cancelled(
      CancelProgressCall command, AccountState account, Context context) {
    ProgressCall call = items.require(command.callId());
    return new ProgressCallCancelled(KIND.cancelledAt(call, account, context), call.callId());
  }

  private ProgressCallVoided voided(
      VoidProgressCall command, AccountState account, Context context) {
    context.requireReason();
    ProgressCall call = items.require(command.callId());
    var correction = KIND.voided(call, account, context);
    return new ProgressCallVoided(correction.effectiveAt(), call.callId(), correction.movements());
  }

  /** The calls after an event. */
  public ProgressCalls apply(ProgressCallEvent event) {
    return new ProgressCalls(items.with(ProgressCall.after(items.find(event.callId()), event)));
  }
}
