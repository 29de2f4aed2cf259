package org.entitlementledger.api.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is asking.
 *
 * @param actor the id that the ledger keeps: a local user's name or a token's {@code sub}
 * @param accounts those that are a customer's own
 */
public record Caller(String actor, Set<Role> roles, Set<String> accounts) {
  public Caller {
    roles = Set.copyOf(roles);
    accounts = Set.copyOf(accounts);
  }

  /** Who makes the present request; it is signed in. */
  public static Caller present() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication instanceof SignedIn signedIn) {
      return signedIn.getPrincipal();
    }
    throw new IllegalStateException("nobody is signed in");
  }

  /**
   * The accounts that are all this caller may see; null where it may see every one: where it has a
   * role, other than customer, that reads accounts.
   */
  public @Nullable Set<String> onlyAccounts() {
    boolean seesAll =
        roles.stream().anyMatch(role -> role != Role.CUSTOMER && Role.READERS.contains(role));
    return seesAll ? null : accounts;
  }

  /** Whether it may see an account: a customer its own, everybody else all. */
  public boolean sees(String accountId) {
    Set<String> only = onlyAccounts();
    return only == null || only.contains(accountId);
  }
}
