package org.entitlementledger.core.entitlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.SupportLevel;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;

/**
 * Computes balances from the state of the account, without an event or a timer (DOMAIN.md, "Time").
 */
public final class Entitlements {
  private Entitlements() {}

  /** All entitlements of the contract in force at {@code time}; empty without one. */
  public static List<Entitlement> all(AccountState account, Instant time) {
    Contract contract = account.contracts().inForce(time);
    if (contract == null) {
      return List.of();
    }
    var found = new ArrayList<Entitlement>();
    for (EntitlementTerms terms : contract.termsAt(time).entitlements().values()) {
      found.add(one(account, contract, terms, time));
    }
    return List.copyOf(found);
  }

  /** One entitlement of the contract in force at {@code time}; null without one. */
  public static @Nullable Entitlement one(AccountState account, String key, Instant time) {
    Contract contract = account.contracts().inForce(time);
    EntitlementTerms terms = contract == null ? null : contract.termsAt(time).entitlement(key);
    return contract == null || terms == null ? null : one(account, contract, terms, time);
  }

  /**
   * The balance, at {@code now}, of the window that contains {@code effectiveAt}, as commands
   * answer it.
   */
  public static @Nullable Balance moved(
      AccountState account, String key, Instant effectiveAt, Instant now) {
    Contract contract = account.contracts().inForce(effectiveAt);
    EntitlementTerms terms =
        contract == null ? null : contract.termsAt(effectiveAt).entitlement(key);
    if (contract == null || terms == null || !terms.kind().counted()) {
      return null;
    }
    return account.quota().balance(contract.promise(key), effectiveAt, now);
  }

  /**
   * The balance, at {@code now}, of a movement's window under the contract of its source; null
   * where that contract no longer overlaps the window.
   */
  public static @Nullable Balance moved(AccountState account, Movement moved, Instant now) {
    Instant time = timeWithin(account, moved);
    return time == null ? null : moved(account, moved.entitlement(), time, now);
  }

  /**
   * A time in a movement's window at which the contract of its source is in force, preferably the
   * movement's own; null where that contract no longer overlaps the window.
   */
  public static @Nullable Instant timeWithin(AccountState account, Movement moved) {
    boolean within = moved.window().contains(moved.effectiveAt());
    Instant time = within ? moved.effectiveAt() : moved.window().start();
    Contract contract =
        switch (moved.source().kind()) {
          case ALLOWANCE, ROLLOVER, OVERAGE ->
              account.contracts().byId().get(moved.source().contractId());
          case GRANT, ADJUSTMENT -> account.contracts().inForce(time);
        };
    if (contract == null || !contract.term().overlaps(moved.window())) {
      return null;
    }
    return contract.term().contains(time)
        ? time
        : moved.window().intersection(contract.term()).start();
  }

  private static Entitlement one(
      AccountState account, Contract contract, EntitlementTerms terms, Instant time) {
    String kind = terms.kind().key();
    return switch (terms.kind()) {
      case PROGRAM, SESSION, VOUCHER, UNITS ->
          new Entitlement.Counted(
              account.quota().balance(contract.promise(terms.key()), time, time));
      case DISCOUNT ->
          new Entitlement.Discount(
              terms.key(),
              kind,
              Objects.requireNonNull(terms.percent(), "a discount has a percentage"));
      case SUPPORT -> {
        SupportLevel level = terms.supportAt(time, account.zone());
        yield new Entitlement.Support(
            terms.key(),
            kind,
            level == null ? null : level.coverage(),
            level == null ? null : level.firstResponse());
      }
      case ROLE ->
          new Entitlement.Role(terms.key(), kind, true, account.assignee(terms.key(), time));
      case ACTIVITY -> new Entitlement.Activity(terms.key(), kind, true);
    };
  }
}
