package org.entitlementledger.core.progresscall;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.VoidProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallLogged;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallVoided;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.standing.Standing;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The progress calls of one account (DOMAIN.md, "Life cycles"). */
public record ProgressCalls(PMap<String, ProgressCall> byId) {
  public static final String ENTITLEMENT = "progress-call";
  public static final ProgressCalls NONE = new ProgressCalls(HashTreePMap.empty());

  /** The rules of this capability. */
  public List<ProgressCallEvent> decide(
      ProgressCallCommand command, Standing standing, Context context) {
    return switch (command) {
      case LogProgressCall log -> List.of(log(log, standing, context));
      case VoidProgressCall correct -> List.of(voided(correct, standing, context));
    };
  }

  private ProgressCallLogged log(LogProgressCall command, Standing standing, Context context) {
    Instant heldAt = context.effectiveAt(standing.zone());
    String callId = context.idOr(command.callId());
    if (byId.containsKey(callId)) {
      throw Refusal.of(Problem.DUPLICATE, "the account has a progress call with this id already")
          .with("callId", callId);
    }
    var entitled = standing.entitled(ENTITLEMENT, Kind.SESSION, heldAt, context);
    List<Movement> draws = standing.draw(entitled, Quantity.ONE, heldAt);
    return new ProgressCallLogged(
        heldAt,
        callId,
        command.durationMinutes(),
        command.people().stream().map(Person::id).toList(),
        command.summary(),
        draws);
  }

  private ProgressCallVoided voided(VoidProgressCall command, Standing standing, Context context) {
    if (context.reason() == null || context.reason().isBlank()) {
      throw Refusal.invalid("reason", "say why the call is voided");
    }
    ProgressCall call = byId.get(command.callId());
    if (call == null) {
      throw Refusal.of(Problem.NOT_FOUND, "the account has no progress call with this id")
          .with("callId", command.callId());
    }
    Instant effectiveAt = context.correctionOf(call.occurredAt(), standing.zone());
    if (call.state() == ProgressCall.State.VOIDED) {
      throw Refusal.of(Problem.ALREADY_CORRECTED, "the call is voided already")
          .with("callId", call.callId());
    }
    return new ProgressCallVoided(
        effectiveAt, call.callId(), Standing.returned(call.draws(), effectiveAt));
  }

  /** The calls after an event. */
  public ProgressCalls apply(ProgressCallEvent event) {
    return new ProgressCalls(
        byId.plus(event.callId(), ProgressCall.after(byId.get(event.callId()), event)));
  }
}
