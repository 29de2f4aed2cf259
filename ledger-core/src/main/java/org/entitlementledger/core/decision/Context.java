package org.entitlementledger.core.decision;

import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.Set;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision may know beside the account and the command; the core reads no clock,
 * randomness or environment.
 *
 * @param now the ledger's one clock, microseconds; the recorded time of what is accepted
 * @param occurredAt the effective time that the client gave, if any
 * @param actor the authenticated user's id
 * @param reason why, in the client's words
 * @param approvedBy who approved what is decided, where it was asked for before and needed that
 * @param expectedVersions the account's versions that the client accepts ({@code If-Match}); absent
 *     where any will do
 * @param imported whether it is history from before this ledger, which the backdating limit does
 *     not bind (API.md, "Commands on an account")
 */
public record Context(
    Instant now,
    @Nullable When occurredAt,
    String actor,
    @Nullable String reason,
    @Nullable String approvedBy,
    @Nullable Set<Long> expectedVersions,
    Catalogue catalogue,
    TakenIds claims,
    Fresh fresh,
    boolean imported) {

  /** A decision about what was done with this ledger there. */
  public Context(
      Instant now,
      @Nullable When occurredAt,
      String actor,
      @Nullable String reason,
      @Nullable String approvedBy,
      @Nullable Set<Long> expectedVersions,
      Catalogue catalogue,
      TakenIds claims,
      Fresh fresh) {
    this(
        now,
        occurredAt,
        actor,
        reason,
        approvedBy,
        expectedVersions,
        catalogue,
        claims,
        fresh,
        false);
  }

  /** What must be unique in the whole ledger: who has it already. */
  @FunctionalInterface
  public interface TakenIds {
    /** The first of {@code ids} that is taken, or null. */
    @Nullable String firstTaken(String kind, Collection<String> ids);
  }

  /** New ids and codes for what the client left unnamed. */
  public interface Fresh {
    String id();

    /** A voucher code that is hard to guess: at least 100 random bits. */
    String voucherCode();
  }

  /** The client's id, or a new one. */
  public String idOr(@Nullable String given) {
    return given == null ? fresh.id() : given;
  }

  /** The command's effective time: {@code occurredAt}, or now. */
  public Instant effectiveAt(AccountZone zone) {
    return occurredAt == null ? now : occurredAt.start(zone);
  }

  /**
   * The effective time of a command that has a field of its own for it (API.md, "Conventions"):
   * {@code own}, else {@code occurredAt}, else now.
   *
   * @throws Refusal {@code validation} where both are given and differ
   */
  public Instant effectiveAt(String field, @Nullable When own, AccountZone zone) {
    if (own == null) {
      return effectiveAt(zone);
    }
    Instant time = own.start(zone);
    if (occurredAt != null && !occurredAt.start(zone).equals(time)) {
      throw Refusal.invalid(
              "occurredAt", "differs from " + field + ", which says when it took effect")
          .with(field, time);
    }
    return time;
  }

  /**
   * The effective time of a void or reversal: that of what it corrects, or later where the client
   * says so (DOMAIN.md, "When a correction takes effect").
   *
   * @throws Refusal {@code validation} before what it corrects, {@code future-dated}
   */
  public Instant correctionOf(Instant corrected, AccountZone zone) {
    Instant time = occurredAt == null ? corrected : occurredAt.start(zone);
    if (time.isBefore(corrected)) {
      throw Refusal.invalid("occurredAt", "is before what it corrects").with("earliest", corrected);
    }
    refuseAhead(time);
    return time;
  }

  /**
   * Why, where a command must say so.
   *
   * @throws Refusal {@code validation}
   */
  public String requireReason() {
    if (reason == null || reason.isBlank()) {
      throw Refusal.invalid("reason", "say why");
    }
    return reason;
  }

  /** The same decision, taken again because the actor approved what {@code requester} asked for. */
  public Context approved(String requester, @Nullable String why, Instant effectiveAt) {
    return new Context(
        now, new When.At(effectiveAt), requester, why, actor, null, catalogue, claims, fresh);
  }

  /** What is planned for {@code time}, which may lie ahead, takes effect now at the latest. */
  public Instant notAfterNow(Instant time) {
    return time.isAfter(now) ? now : time;
  }

  /**
   * Nothing has happened yet at a time ahead of now.
   *
   * @throws Refusal {@code future-dated}
   */
  public void refuseAhead(Instant time) {
    if (time.isAfter(now)) {
      throw Refusal.of(Problem.FUTURE_DATED, "the effective time lies ahead of the ledger's clock")
          .with("occurredAt", time)
          .with("now", now);
    }
  }

  /**
   * Late entries are accepted up to the limit, at the very limit too (DOMAIN.md, "Time"). What was
   * asked for in time may be approved later, and what is imported may be of any age.
   *
   * @throws Refusal {@code backdating-limit} with the earliest time that would be accepted
   */
  public void refuseTooLate(Instant time, Period backdating, AccountZone zone) {
    if (approvedBy != null || imported) {
      return;
    }
    Instant earliest = now.atZone(zone.rules()).minus(backdating).toInstant();
    if (time.isBefore(earliest)) {
      throw Refusal.of(
              Problem.BACKDATING_LIMIT, "the effective time is further back than the policy allows")
          .with("occurredAt", time)
          .with("earliest", earliest)
          .with("backdating", backdating.toString());
    }
  }
}
