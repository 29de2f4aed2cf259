package org.entitlementledger.api.security;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an issuer calls the ledger's roles.
 *
 * @param set the issuer's names of a role, in place of the ledger's own; a role without an entry
 *     keeps its own name, and one with an empty list is nobody's
 */
record RoleNames(Map<Role, List<String>> set) {
  RoleNames {
    set = Map.copyOf(set);
  }

  /** The roles that the issuer gives by this name. */
  Stream<Role> named(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> set.getOrDefault(role, List.of(role.key())).contains(name));
  }
}
