package org.entitlementledger.api.security.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * An authenticated caller.
 *
 * @param actor the id that the ledger records: a local user's name or a token's {@code sub}
 * @param accounts the accounts of a customer
 */
public record Caller(String actor, Set<Role> roles, Set<String> accounts) {
  public Caller {
    roles = Set.copyOf(roles);
    accounts = Set.copyOf(accounts);
  }

  /** The caller of the current request, which must be authenticated. */
  public static Caller present() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication instanceof CallerAuthentication signedIn) {
      return signedIn.getPrincipal();
    }
    throw new IllegalStateException("the request is not authenticated");
  }

  /**
   * The only accounts that this caller may see; null where it may see all of them, by a role other
   * than customer that reads accounts.
   */
  public @Nullable Set<String> onlyAccounts() {
    boolean seesAll =
        roles.stream().anyMatch(role -> role != Role.CUSTOMER && Role.READERS.contains(role));
    return seesAll ? null : accounts;
  }

  /** Whether it may see an account. */
  public boolean sees(String accountId) {
    Set<String> only = onlyAccounts();
    return only == null || only.contains(accountId);
  }
}
