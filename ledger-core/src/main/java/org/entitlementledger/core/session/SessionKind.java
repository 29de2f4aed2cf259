package org.entitlementledger.core.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.EntitlementTerms.SessionRules;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.kernel.Lifecycle;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Movement;

/**
 * The rules of one kind of session (DOMAIN.md, "Life cycles"). A held session consumes one unit in
 * the window of its effective time; planning, scheduling and cancelling consume nothing and need no
 * contract.
 *
 * @param entitlement the key of the entitlement that counts it
 * @param idField the name of its id in requests
 * @param noun its name in sentences, with an article
 * @param holding the step that records it as held
 */
public record SessionKind(String entitlement, String idField, String noun, SessionStep holding) {
  /** The rules where no terms give any (DOMAIN.md, "Life cycles"). */
  private static final SessionRules USUAL = new SessionRules(true, false);

  /**
   * A session may be planned for a time without a contract in force; if there is one, it must
   * include the entitlement.
   *
   * @throws Refusal {@code not-entitled}
   */
  public void aContractInForceMustListIt(Instant plannedAt, AccountState account) {
    if (account.contracts().inForce(plannedAt) != null) {
      account.promised(entitlement, Kind.SESSION, plannedAt);
    }
  }

  /**
   * Schedules a planned session.
   *
   * @return the effective time: now at the latest
   * @throws Refusal {@code validation}, {@code not-entitled}, {@code invalid-transition}
   */
  public Instant scheduled(
      Session session, Instant scheduledAt, AccountState account, Context context) {
    nothingHappensBeforeItWasPlanned(session, scheduledAt);
    aContractInForceMustListIt(scheduledAt, account);
    require(session, SessionStep.SCHEDULE);
    return context.notAfterNow(scheduledAt);
  }

  /**
   * The time at which a scheduled session was held: the client's {@code occurredAt}, else its
   * scheduled time, or now if that is still ahead.
   *
   * @throws Refusal {@code validation} for a time before it was scheduled
   */
  public Instant heldAt(Session session, AccountState account, Context context) {
    Instant scheduledAt = session.scheduledAt();
    Instant time = context.effectiveAt(account.zone());
    if (context.occurredAt() == null && scheduledAt != null) {
      time = context.notAfterNow(scheduledAt);
    }
    nothingHappensBeforeItWasPlanned(session, time);
    return time;
  }

  /**
   * The time of a no-show: always the scheduled time (DOMAIN.md, "Life cycles"), which a client may
   * repeat as {@code occurredAt}.
   *
   * @throws Refusal {@code validation} for another time
   */
  public Instant missedAt(Session session, AccountState account, Context context) {
    Instant scheduledAt = session.scheduledAt();
    return scheduledAt == null
        ? context.effectiveAt(account.zone())
        : context.effectiveAt("scheduledAt", new When.At(scheduledAt), account.zone());
  }

  /**
   * Holds a session that was not scheduled.
   *
   * @throws Refusal as {@link EntitlementRules#entitled} and {@link EntitlementRules#draw} do
   */
  public List<Movement> held(Instant heldAt, AccountState account, Context context) {
    var entitled = account.rules(context).entitled(entitlement, Kind.SESSION, heldAt);
    account.rules(context).requireRoles(entitled, heldAt);
    return account.rules(context).draw(entitled, Quantity.ONE, heldAt);
  }

  /**
   * Holds a scheduled session.
   *
   * @throws Refusal likewise, and {@code invalid-transition}
   */
  public List<Movement> held(
      Session session, Instant heldAt, AccountState account, Context context) {
    var entitled = account.rules(context).entitled(entitlement, Kind.SESSION, heldAt);
    require(session, holding);
    account.rules(context).requireRoles(entitled, heldAt);
    return account.rules(context).draw(entitled, Quantity.ONE, heldAt);
  }

  /**
   * Records a no-show at a scheduled session. The session rules of the terms in force decide
   * whether it consumes a unit. Without such terms, a customer's no-show would and so is refused; a
   * vendor's does not and needs no contract.
   *
   * @throws Refusal as {@link EntitlementRules#entitled} and {@link EntitlementRules#draw} do if it
   *     consumes a unit; {@code future-dated}, {@code invalid-transition}
   */
  public List<Movement> missed(
      Session session, Party by, Instant missedAt, AccountState account, Context context) {
    if (consumes(by, missedAt, account)) {
      var entitled = account.rules(context).entitled(entitlement, Kind.SESSION, missedAt);
      require(session, SessionStep.RECORD_NO_SHOW);
      return account.rules(context).draw(entitled, Quantity.ONE, missedAt);
    }
    context.refuseAhead(missedAt);
    require(session, SessionStep.RECORD_NO_SHOW);
    return List.of();
  }

  private boolean consumes(Party by, Instant time, AccountState account) {
    Contract contract = account.contracts().inForce(time);
    EntitlementTerms terms =
        contract == null ? null : contract.termsAt(time).entitlement(entitlement);
    SessionRules listed = terms == null ? null : terms.session();
    SessionRules rules = listed == null ? USUAL : listed;
    return by == Party.CUSTOMER ? rules.customerNoShowConsumes() : rules.vendorNoShowConsumes();
  }

  /**
   * The time at which a planned or scheduled session is cancelled: the client's {@code occurredAt},
   * else now.
   *
   * @throws Refusal {@code validation} for a time before it was planned, {@code future-dated},
   *     {@code invalid-transition}
   */
  public Instant cancelledAt(Session session, AccountState account, Context context) {
    Instant time = context.effectiveAt(account.zone());
    nothingHappensBeforeItWasPlanned(session, time);
    context.refuseAhead(time);
    require(session, SessionStep.CANCEL);
    return time;
  }

  /**
   * Voids a session that was held or missed and returns its draws to their sources.
   *
   * @throws Refusal {@code validation}, {@code future-dated}, {@code already-corrected}, {@code
   *     invalid-transition}
   */
  public Correction voided(Session session, AccountState account, Context context) {
    if (session.state() != SessionState.VOIDED && !allowed(session).contains(SessionStep.VOID)) {
      context.refuseAhead(context.effectiveAt(account.zone()));
      require(session, SessionStep.VOID);
    }
    Instant time = context.correctionOf(session.occurredAt(), account.zone());
    if (session.state() == SessionState.VOIDED) {
      throw Refusal.of(Problem.ALREADY_CORRECTED, the() + " is voided already")
          .with(idField, session.id());
    }
    return new Correction(time, account.rules(context).returned(session.draws(), time));
  }

  /** The movements of a void and their effective time. */
  public record Correction(Instant effectiveAt, List<Movement> movements) {}

  private void nothingHappensBeforeItWasPlanned(Session session, Instant time) {
    Instant arrangedAt = session.arrangedAt();
    if (arrangedAt != null && time.isBefore(arrangedAt)) {
      throw Refusal.invalid("occurredAt", "is before the " + noun + " was planned")
          .with("earliest", arrangedAt);
    }
  }

  private String the() {
    return "the " + noun.substring(noun.indexOf(' ') + 1);
  }

  private void require(Session session, SessionStep step) {
    lifecycle(session).require(step);
  }

  private Lifecycle lifecycle(Session session) {
    return new Lifecycle(noun, Map.of(), session.state().key(), allowed(session));
  }

  /** The steps that its state allows. */
  private List<SessionStep> allowed(Session session) {
    return switch (session.state()) {
      case PLANNED -> List.of(SessionStep.SCHEDULE, SessionStep.CANCEL);
      case SCHEDULED -> List.of(holding, SessionStep.RECORD_NO_SHOW, SessionStep.CANCEL);
      case LOGGED, DELIVERED, NO_SHOW -> List.of(SessionStep.VOID);
      case CANCELLED, VOIDED -> List.of();
    };
  }
}
