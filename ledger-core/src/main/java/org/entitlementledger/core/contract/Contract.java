package org.entitlementledger.core.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.ContractEntitlement;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A tier bought for a term.
 *
 * @param until the day after the last day of the purchased term
 * @param occurredAt when the purchase took effect
 * @param predecessorId the contract that it renews
 * @param terminatedOn the first day after an early end; null without a termination
 * @param nextTier the downgrade requested for the renewal; null without one
 * @param tiers the tier bought, then the tier changes in order of time
 */
public record Contract(
    String contractId,
    LocalDate startsOn,
    LocalDate until,
    @Nullable String orderReference,
    @Nullable Money price,
    Instant occurredAt,
    @Nullable String predecessorId,
    @Nullable LocalDate terminatedOn,
    @Nullable String nextTier,
    AccountZone zone,
    PVector<TierFrom> tiers) {
  /** A tier and the instant from which it is in force. */
  public record TierFrom(Instant from, Terms terms) {}

  static Contract bought(
      String contractId,
      LocalDate startsOn,
      LocalDate until,
      @Nullable String orderReference,
      @Nullable Money price,
      Instant occurredAt,
      @Nullable String predecessorId,
      Terms terms,
      AccountZone zone) {
    var first = new TierFrom(zone.startOfDay(startsOn), terms);
    return new Contract(
        contractId,
        startsOn,
        until,
        orderReference,
        price,
        occurredAt,
        predecessorId,
        null,
        null,
        zone,
        TreePVector.singleton(first));
  }

  /** The time in which the contract is in force. */
  public Window term() {
    return new Window(zone.startOfDay(startsOn), zone.startOfDay(endsOn()));
  }

  /** The first day after the contract, taking a termination into account. */
  public LocalDate endsOn() {
    return terminatedOn == null ? until : terminatedOn;
  }

  /** The purchased term, ignoring a termination. */
  Window wholeTerm() {
    return new Window(zone.startOfDay(startsOn), zone.startOfDay(until));
  }

  /** The terms at {@code time}; outside the term, its first or last terms. */
  public Terms termsAt(Instant time) {
    Terms found = tiers.getFirst().terms();
    for (TierFrom tier : tiers) {
      found = tier.from().isAfter(time) ? found : tier.terms();
    }
    return found;
  }

  /** The terms of its last tier. */
  public Terms lastTerms() {
    return tiers.getLast().terms();
  }

  /** Its entitlement {@code key} over the term. */
  public ContractEntitlement promise(String key) {
    Window term = term();
    var phases = new ArrayList<ContractEntitlement.Phase>();
    for (int i = 0; i < tiers.size(); i++) {
      Instant from = tiers.get(i).from();
      Instant to = i + 1 < tiers.size() ? tiers.get(i + 1).from() : term.end();
      Instant end = to.isBefore(term.end()) ? to : term.end();
      if (from.isBefore(end)) {
        EntitlementTerms terms = tiers.get(i).terms().entitlement(key);
        phases.add(new ContractEntitlement.Phase(new Window(from, end), terms));
      }
    }
    boolean changed = tiers.size() > 1 || terminatedOn != null || zone.recorded().twice();
    return new ContractEntitlement(
        contractId, key, startsOn, until, term, zone, List.copyOf(phases), changed);
  }

  /**
   * The financial value of one unit of a draw on one of the contract's own sources; null where its
   * terms give none (CATALOGUE.md: {@code unitValue}, {@code overageValue}).
   *
   * @param draw on an allowance, a rollover or overage
   */
  public @Nullable Money unitValue(Movement draw) {
    return unitValue(draw.entitlement(), draw.source(), draw.effectiveAt());
  }

  /**
   * The same of a source at a time, which matters only past the limit: there the terms of that time
   * give the value.
   */
  public @Nullable Money unitValue(String entitlement, Source source, Instant time) {
    Terms terms =
        switch (source.kind()) {
          case ALLOWANCE -> termsAt(source.begins());
          case ROLLOVER -> termsAt(source.begins().minusNanos(1_000));
          case OVERAGE -> termsAt(time);
          case GRANT, ADJUSTMENT ->
              throw new IllegalArgumentException("no contract's own: " + source);
        };
    EntitlementTerms given = terms.entitlement(entitlement);
    if (given == null) {
      return null;
    }
    return source.kind() == Source.Kind.OVERAGE
        ? given.counted().policy().overageValue()
        : given.counted().unitValue();
  }

  /** A copy in another zone. */
  Contract in(AccountZone recorded) {
    var first = new TierFrom(recorded.startOfDay(startsOn), tiers.getFirst().terms());
    return new Contract(
        contractId,
        startsOn,
        until,
        orderReference,
        price,
        occurredAt,
        predecessorId,
        terminatedOn,
        nextTier,
        recorded,
        tiers.with(0, first));
  }

  /** Whether its term has begun at {@code time}. */
  public boolean hasBegun(Instant time) {
    return !time.isBefore(term().start());
  }

  /** Whether its term is over at {@code time}. */
  boolean hasEnded(Instant time) {
    return !time.isBefore(term().end());
  }

  /** A copy with a tier change that replaces all changes at or after its time. */
  Contract changed(TierFrom tier) {
    return with(withoutChangesFrom(tier.from()).tiers.plus(tier), nextTier, terminatedOn);
  }

  /** A copy without the tier changes at or after {@code time}. */
  Contract withoutChangesFrom(Instant time) {
    PVector<TierFrom> remaining = tiers;
    while (remaining.size() > 1 && !remaining.getLast().from().isBefore(time)) {
      remaining = remaining.minus(remaining.size() - 1);
    }
    return with(remaining, nextTier, terminatedOn);
  }

  Contract next(@Nullable String tier) {
    return with(tiers, tier, terminatedOn);
  }

  Contract terminated(@Nullable LocalDate effectiveOn) {
    return with(tiers, nextTier, effectiveOn);
  }

  private Contract with(
      PVector<TierFrom> run, @Nullable String next, @Nullable LocalDate terminated) {
    return new Contract(
        contractId,
        startsOn,
        until,
        orderReference,
        price,
        occurredAt,
        predecessorId,
        terminated,
        next,
        zone,
        run);
  }

  /** Its state at {@code now}. */
  public ContractState stateAt(Instant now, Contracts contracts) {
    if (!hasBegun(now)) {
      return ContractState.PURCHASED;
    }
    if (!hasEnded(now)) {
      return ContractState.ACTIVE;
    }
    if (terminatedOn != null) {
      return ContractState.TERMINATED;
    }
    return contracts.renewalOf(contractId) == null ? ContractState.EXPIRED : ContractState.RENEWED;
  }
}
