package org.entitlementledger.core;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.grant.TopUp;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Balance.SourceBalance;
import org.entitlementledger.core.quota.Grant;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.statement.Changes;
import org.entitlementledger.core.statement.Explanation;
import org.entitlementledger.core.statement.ExplanationLine;
import org.entitlementledger.core.statement.JournalEntry.Recorded;
import org.jspecify.annotations.Nullable;

/** What holds of every balance (API.md, "What is left"). */
public final class Laws {
  private Laws() {}

  /**
   * {@code granted + adjusted + overage = consumed + held + lapsed + rolledOver + available}, of
   * the whole and of each source, {@code remaining = held + available}, nothing but {@code
   * adjusted} below 0, and the sources add up to the totals.
   */
  public static void figuresClose(Balance balance) {
    balance.sources().forEach(Laws::figuresClose);
    assertThat(balance.consumed().isNegative()).isFalse();
    assertThat(balance.held().isNegative()).isFalse();
    assertThat(balance.lapsed().isNegative()).isFalse();
    assertThat(balance.overage().isNegative()).isFalse();
    assertThat(sum(balance, SourceBalance::consumed).plus(balance.overage()))
        .as("what no source had is overage")
        .isEqualTo(balance.consumed());
    assertThat(sum(balance, SourceBalance::held)).isEqualTo(balance.held());
    assertThat(sum(balance, SourceBalance::lapsed)).isEqualTo(balance.lapsed());
    Quantity rolledOver = sum(balance, SourceBalance::rolledOver);
    assertThat(balance.rolledOver()).isEqualTo(rolledOver.isZero() ? null : rolledOver);
    assertThat(balance.unlimited()).isEqualTo(balance.granted() == null);
    Quantity granted = balance.granted();
    Quantity available = balance.available();
    Quantity remaining = balance.remaining();
    if (granted == null || available == null || remaining == null) {
      assertThat(granted).isNull();
      assertThat(available).isNull();
      assertThat(remaining).isNull();
      return;
    }
    assertThat(available.isNegative()).isFalse();
    assertThat(granted.isNegative()).isFalse();
    assertThat(granted.plus(balance.adjusted()).plus(balance.overage()))
        .as("the figures close: " + balance)
        .isEqualTo(
            balance
                .consumed()
                .plus(balance.held())
                .plus(balance.lapsed())
                .plus(rolledOver)
                .plus(available));
    assertThat(remaining).isEqualTo(balance.held().plus(available));
    assertThat(sum(balance, SourceBalance::available)).isEqualTo(available);
    assertThat(sum(balance, SourceBalance::granted).plus(sum(balance, SourceBalance::adjusted)))
        .isEqualTo(granted.plus(balance.adjusted()));
  }

  private static void figuresClose(SourceBalance source) {
    Quantity left = orZero(source.available());
    Quantity rolledOver = orZero(source.rolledOver());
    for (Quantity figure :
        List.of(
            orZero(source.granted()),
            orZero(source.adjusted()).negated(),
            source.consumed(),
            source.held(),
            source.lapsed(),
            rolledOver,
            left)) {
      assertThat(figure.isNegative()).as("a figure below 0: " + source).isFalse();
    }
    assertThat(source.granted() == null).isEqualTo(source.available() == null);
    if (source.granted() != null) {
      assertThat(source.granted().plus(orZero(source.adjusted())))
          .as("the figures close: " + source)
          .isEqualTo(
              source
                  .consumed()
                  .plus(source.held())
                  .plus(source.lapsed())
                  .plus(rolledOver)
                  .plus(left));
    }
    assertThat(source.closes()).isTrue();
  }

  private static Quantity orZero(@Nullable Quantity figure) {
    return figure == null ? Quantity.ZERO : figure;
  }

  /**
   * The lines that explain the figures of a time do to each of them what it says. Within the window
   * nothing is taken that is not there, unless a change that was told late gives less.
   */
  public static void explains(
      Contracts contracts, Balance balance, Instant asOf, List<Recorded> movements) {
    List<ExplanationLine> lines = Explanation.of(contracts, balance, asOf, movements);
    boolean changed =
        contracts.inOrder().stream()
            .anyMatch(one -> one.tiers().size() > 1 || one.terminatedOn() != null);
    Changes sum = Changes.NONE;
    Instant time = changed ? Instant.MAX : Instant.MIN;
    for (ExplanationLine line : lines) {
      if (line.occurredAt().isAfter(time) && !time.isBefore(balance.window().start())) {
        assertThat(sum.available().isNegative()).as("%s by %s", time, lines).isFalse();
        assertThat(sum.held().isNegative()).as("%s by %s", time, lines).isFalse();
      }
      time = changed ? time : line.occurredAt();
      assertThat(line.quantity().isNegative()).as("%s as of %s", line, asOf).isFalse();
      assertThat(line.occurredAt()).as("%s", line).isBeforeOrEqualTo(asOf);
      sum = sum.plus(line.changes());
    }
    assertThat(sum)
        .as("%s as of %s by %s", balance, asOf, lines)
        .isEqualTo(
            new Changes(
                balance.granted() == null ? sum.granted() : balance.granted(),
                balance.adjusted(),
                balance.consumed(),
                balance.held(),
                balance.lapsed(),
                balance.overage(),
                balance.available() == null ? sum.available() : balance.available()));
  }

  /** The end follows from the contracts, in whatever order both came to be known. */
  public static void whatHasNoEndEndsWithItsContract(Account account) {
    for (TopUp topUp : account.topUps().byId().values()) {
      Contract contract = account.contracts().inForce(topUp.validFrom());
      Instant end =
          contract == null
                  || !requireNonNull(topUp.untilContractEnd())
                  || contract.until().isBefore(LocalDate.ofInstant(topUp.expiresAt(), UTC))
              ? topUp.expiresAt()
              : contract.term().end();
      Instant revoked = topUp.revokedAt();
      Grant grant =
          requireNonNull(
              account
                  .quota()
                  .grant(topUp.entitlement(), new Source(Source.Kind.GRANT, topUp.grantId())));
      assertThat(grant.ends())
          .as("%s under %s", topUp, contract)
          .isEqualTo(revoked != null && revoked.isBefore(end) ? later(revoked, topUp) : end);
    }
  }

  /** One that was revoked before it began ends when it would have begun. */
  private static Instant later(Instant revoked, TopUp topUp) {
    return revoked.isBefore(topUp.validFrom()) ? topUp.validFrom() : revoked;
  }

  private static Quantity sum(Balance balance, Function<SourceBalance, @Nullable Quantity> figure) {
    Quantity sum = Quantity.ZERO;
    for (SourceBalance source : balance.sources()) {
      Quantity one = figure.apply(source);
      sum = one == null ? sum : sum.plus(one);
    }
    return sum;
  }

  /**
   * What helps a program on (API.md, "Errors"): a transition that is not allowed names the state
   * and what would be allowed, or the role that is missing; every other refusal its own facts.
   */
  static void namesWhatHelps(Refusal refusal) {
    Set<String> facts = refusal.facts().keySet();
    String said = refusal.problem() + ": " + refusal.detail();
    switch (refusal.problem()) {
      case VALIDATION -> assertThat(facts).as(said).contains("field");
      case INVALID_TRANSITION -> {
        if (!facts.contains("missing")) {
          assertThat(facts).as(said).contains("state", "allowed");
        }
      }
      case QUOTA_EXHAUSTED ->
          assertThat(facts).as(said).contains("entitlement", "requested", "available", "window");
      case NOT_ENTITLED -> assertThat(facts).as(said).contains("entitlement", "tier");
      case FUTURE_DATED -> assertThat(facts).as(said).contains("occurredAt", "now");
      case BACKDATING_LIMIT ->
          assertThat(facts).as(said).contains("occurredAt", "earliest", "backdating");
      case CONTRACT_OVERLAP ->
          assertThat(facts).as(said).contains("contractId", "startsOn", "until");
      default -> assertThat(facts).as(said).isNotEmpty();
    }
  }
}
