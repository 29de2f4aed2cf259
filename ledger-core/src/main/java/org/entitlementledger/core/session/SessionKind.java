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
 * The rules of one sort of session (DOMAIN.md, "Life cycles"). Holding one consumes one in the
 * window of its effective time; planning, scheduling and cancelling move nothing and need no
 * contract.
 *
 * @param entitlement the key under which it is counted
 * @param idField what its id is called in requests
 * @param noun what a person calls it, with its article
 * @param holding the step that records that it was held
 */
public record SessionKind(String entitlement, String idField, String noun, SessionStep holding) {
  /** What counts where no terms say so (DOMAIN.md, "Life cycles"). */
  private static final SessionRules USUAL = new SessionRules(true, false);

  /**
   * One may be planned for a time at which no contract is in force yet; a contract that is in force
   * then must list it.
   *
   * @throws Refusal {@code not-entitled}
   */
  public void aContractInForceMustListIt(Instant plannedAt, AccountState account) {
    if (account.contracts().inForce(plannedAt) != null) {
      account.promised(entitlement, Kind.SESSION, plannedAt);
    }
  }

  /**
   * When a planned one gets its time.
   *
   * @return when that takes effect: now at the latest
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
   * When a scheduled one was held: the client's {@code occurredAt}, else the time for which it was
   * scheduled, since nobody has said that it was another; where that lies ahead still, it was held
   * earlier than planned: now.
   *
   * @throws Refusal {@code validation} before it was scheduled
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
   * When a scheduled one was missed: always at its scheduled time (DOMAIN.md, "Life cycles"). A
   * client may repeat that time as {@code occurredAt}.
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
   * One is held that nobody had scheduled.
   *
   * @throws Refusal as {@link EntitlementRules#entitled} and {@link EntitlementRules#draw} do
   */
  public List<Movement> held(Instant heldAt, AccountState account, Context context) {
    var entitled = account.rules(context).entitled(entitlement, Kind.SESSION, heldAt);
    account.rules(context).requireRoles(entitled, heldAt);
    return account.rules(context).draw(entitled, Quantity.ONE, heldAt);
  }

  /**
   * A scheduled one is held.
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
   * Somebody did not come to a scheduled one. The session rules of the terms in force decide
   * whether it consumes as if it were held; where no terms list it, a customer's no-show does and
   * so is refused, a vendor's does not and needs no contract.
   *
   * @throws Refusal where it consumes as {@link EntitlementRules#entitled} and {@link
   *     EntitlementRules#draw} do; {@code future-dated}, {@code invalid-transition}
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
   * When one is cancelled that was not held: the client's {@code occurredAt}, else now.
   *
   * @throws Refusal {@code validation} before it was planned, {@code future-dated}, {@code
   *     invalid-transition}
   */
  public Instant cancelledAt(Session session, AccountState account, Context context) {
    Instant time = context.effectiveAt(account.zone());
    nothingHappensBeforeItWasPlanned(session, time);
    context.refuseAhead(time);
    require(session, SessionStep.CANCEL);
    return time;
  }

  /**
   * One did not happen as it was recorded, held or missed: what it drew goes back to where it came
   * from. One that never came to anything has nothing to correct.
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

  /** What a void does, and when it takes effect. */
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

  /** What may be done next. */
  private List<SessionStep> allowed(Session session) {
    return switch (session.state()) {
      case PLANNED -> List.of(SessionStep.SCHEDULE, SessionStep.CANCEL);
      case SCHEDULED -> List.of(holding, SessionStep.RECORD_NO_SHOW, SessionStep.CANCEL);
      case LOGGED, DELIVERED, NO_SHOW -> List.of(SessionStep.VOID);
      case CANCELLED, VOIDED -> List.of();
    };
  }
}
