package org.entitlementledger.core.decision;

import java.time.Instant;
import java.time.LocalDate;
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
 * All inputs of a decision other than the account and the command. The core reads no clock,
 * randomness or environment.
 *
 * @param now the time of the ledger's clock in microseconds, and the recorded time of accepted
 *     events
 * @param occurredAt the client's effective time; null without one
 * @param actor the authenticated user's id
 * @param reason the client's reason; null without one
 * @param approvedBy who approved what is decided, where it was asked for before and needed that
 * @param expectedVersions the account's versions that the client accepts ({@code If-Match}); absent
 *     where any will do
 * @param imported whether it is history from before this ledger, which the backdating limit does
 *     not bind (API.md, "Commands on an account")
 * @param closedThrough the last day, in each account's zone, whose books are closed; absent where
 *     none are
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
    boolean imported,
    @Nullable LocalDate closedThrough) {

  /** A decision about what was done with this ledger there, while no books are closed. */
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
        false,
        null);
  }

  /** The ids that are taken in the whole ledger. */
  @FunctionalInterface
  public interface TakenIds {
    /** The first of {@code ids} that is taken, or null. */
    @Nullable String firstTaken(String kind, Collection<String> ids);
  }

  /** Generates ids and codes that the client left out. */
  public interface Fresh {
    String id();

    /** A voucher code that is hard to guess: at least 100 random bits. */
    String voucherCode();
  }

  /** The client's id, or a generated one. */
  public String idOr(@Nullable String given) {
    return given == null ? fresh.id() : given;
  }

  /** The command's effective time: {@code occurredAt}, or now. */
  public Instant effectiveAt(AccountZone zone) {
    return occurredAt == null ? now : occurredAt.start(zone);
  }

  /**
   * The effective time of a command with its own field for it (API.md, "Conventions"): {@code own},
   * else {@code occurredAt}, else now.
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
   * The effective time of a void or reversal: that of what it corrects while those books are open,
   * else now, or later where the client says so (DOMAIN.md, "When a correction takes effect").
   *
   * @throws Refusal {@code validation} before what it corrects, {@code future-dated}, {@code
   *     books-closed}
   */
  public Instant correctionOf(Instant corrected, AccountZone zone) {
    if (occurredAt == null) {
      refuseAhead(corrected);
      return isClosed(corrected, zone) ? now : corrected;
    }
    Instant time = occurredAt.start(zone);
    if (time.isBefore(corrected)) {
      throw Refusal.invalid("occurredAt", "is before what it corrects").with("earliest", corrected);
    }
    refuseAhead(time);
    refuseClosed(time, zone);
    return time;
  }

  /**
   * The reason, which the command must give.
   *
   * @throws Refusal {@code validation}
   */
  public String requireReason() {
    if (reason == null || reason.isBlank()) {
      throw Refusal.invalid("reason", "say why");
    }
    return reason;
  }

  /** The context of a command by {@code requester} that the actor approves. */
  public Context approved(String requester, @Nullable String why, Instant effectiveAt) {
    return new Context(
        now,
        new When.At(effectiveAt),
        requester,
        why,
        actor,
        null,
        catalogue,
        claims,
        fresh,
        false,
        closedThrough);
  }

  /** The effective time of a plan for {@code time}: now at the latest. */
  public Instant notAfterNow(Instant time) {
    return time.isAfter(now) ? now : time;
  }

  /**
   * Refuses a time after now.
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

  /** Whether the day of {@code time} is in closed books. */
  private boolean isClosed(Instant time, AccountZone zone) {
    return closedThrough != null && time.isBefore(zone.startOfDay(closedThrough.plusDays(1)));
  }

  /**
   * Nothing moves quota or money in closed books (FINANCE.md, "Closing"). What takes effect at the
   * midnight that ends them is open.
   *
   * @throws Refusal {@code books-closed} with {@code closedThrough}
   */
  public void refuseClosed(Instant time, AccountZone zone) {
    if (isClosed(time, zone)) {
      throw Refusal.of(Problem.BOOKS_CLOSED, "the books of that day are closed")
          .with("occurredAt", time)
          .with("closedThrough", closedThrough);
    }
  }

  /**
   * The same for what ends at {@code end}: an end belongs to the day before it, so a contract that
   * ends at the midnight that closes the books would still lapse what is left in them.
   *
   * @throws Refusal {@code books-closed} with {@code closedThrough}
   */
  public void refuseEndInClosed(Instant end, AccountZone zone) {
    refuseClosed(end.minusNanos(1_000), zone);
  }

  /**
   * Refuses entries beyond the backdating limit, which is inclusive (DOMAIN.md, "Time"). A request
   * made in time may be approved later, and imported history may be of any age.
   *
   * @throws Refusal {@code backdating-limit} with the earliest accepted time
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
