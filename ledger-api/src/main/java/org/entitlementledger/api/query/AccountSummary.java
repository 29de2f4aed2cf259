package org.entitlementledger.api.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.core.AccountBasis;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.ContractState;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.profile.Profile;
import org.entitlementledger.core.team.Team;
import org.entitlementledger.projections.account.AccountRow;
import org.jspecify.annotations.Nullable;

/**
 * An account at a glance (API.md, "Accounts and contracts").
 *
 * @param tier of {@code contract}; without one, what was settled on before the purchase
 * @param contract the one in force; else the next; else the last
 * @param csa who it is now
 * @param ase who it is now
 * @param status {@code prospect}, {@code tier-determined}; before the term {@code purchased},
 *     {@code csa-assigned}; in the term {@code active}, or {@code renewed} once the next one is
 *     made; after the last term {@code expired} or {@code terminated}
 * @param exceptions {@code csa-missing}, {@code ase-missing}: the contract in force has the role
 *     and nobody fills it
 */
public record AccountSummary(
    String accountId,
    String name,
    String timeZone,
    @Nullable String tier,
    @Nullable ContractAnswer contract,
    @Nullable Person csa,
    @Nullable Person ase,
    String status,
    List<String> exceptions) {

  /** What is known of an account. */
  record Facts(String accountId, Profile profile, Contracts contracts, Team team) {}

  /**
   * An account as it was.
   *
   * @param directory finds people by their ids
   */
  public static AccountSummary of(
      AccountBasis account,
      Function<? super Set<String>, Map<String, Person>> directory,
      Instant time) {
    var facts =
        new Facts(
            account.accountId(),
            Objects.requireNonNull(account.profile(), "the account was never opened"),
            account.contracts(),
            account.team());
    var ids = new HashSet<String>();
    for (String role : List.of(Team.CSA, Team.ASE)) {
      String id = facts.team.assignee(role, time, facts.contracts);
      if (id != null) {
        ids.add(id);
      }
    }
    return of(facts, directory.apply(ids), time);
  }

  static AccountSummary of(AccountRow row, Map<String, Person> known, Instant now) {
    var facts = new Facts(row.accountId(), row.profile(), row.contracts(), row.team());
    return of(facts, known, now);
  }

  static AccountSummary of(Facts facts, Map<String, Person> known, Instant now) {
    Contract contract = shown(facts.contracts, now);
    return new AccountSummary(
        facts.accountId,
        facts.profile.name(),
        facts.profile.zone().getId(),
        contract == null ? facts.contracts.determinedTier() : contract.termsAt(now).tier(),
        contract == null ? null : ContractAnswer.of(contract, facts.contracts, now),
        person(facts.team.assignee(Team.CSA, now, facts.contracts), known),
        person(facts.team.assignee(Team.ASE, now, facts.contracts), known),
        status(contract, facts, now),
        exceptions(facts, now));
  }

  private static @Nullable Contract shown(Contracts contracts, Instant now) {
    Contract inForce = contracts.inForce(now);
    if (inForce != null) {
      return inForce;
    }
    if (contracts.byStart().isEmpty()) {
      return null;
    }
    var next = contracts.byStart().higherEntry(now);
    return (next == null ? contracts.byStart().lastEntry() : next).getValue();
  }

  private static String status(@Nullable Contract contract, Facts facts, Instant now) {
    if (contract == null) {
      return facts.contracts.determinedTier() == null ? "prospect" : "tier-determined";
    }
    ContractState state = contract.stateAt(now, facts.contracts);
    return switch (state) {
      case PURCHASED ->
          facts.team.servedWithin(Team.CSA, now, contract.term().end(), facts.contracts)
              ? "csa-assigned"
              : state.key();
      case ACTIVE ->
          facts.contracts.renewalOf(contract.contractId()) == null
              ? state.key()
              : ContractState.RENEWED.key();
      case TERMINATED, RENEWED, EXPIRED -> state.key();
    };
  }

  private static List<String> exceptions(Facts facts, Instant now) {
    var found = new ArrayList<String>();
    Contract inForce = facts.contracts.inForce(now);
    for (String role : List.of(Team.CSA, Team.ASE)) {
      boolean listed = inForce != null && inForce.termsAt(now).entitlement(role) != null;
      if (listed && facts.team.assignee(role, now, facts.contracts) == null) {
        found.add(role + "-missing");
      }
    }
    return found;
  }

  private static @Nullable Person person(@Nullable String id, Map<String, Person> known) {
    return id == null ? null : Json.person(id, known);
  }
}
