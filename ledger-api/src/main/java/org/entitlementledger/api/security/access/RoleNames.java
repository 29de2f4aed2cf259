package org.entitlementledger.api.security.access;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The issuer's names of the ledger's roles.
 *
 * @param set the names of each role; a role without an entry keeps the ledger's name, and one with
 *     an empty list is assigned to nobody
 */
public record RoleNames(Map<Role, List<String>> set) {
  public RoleNames {
    set = Map.copyOf(set);
  }

  /** The roles that this name assigns. */
  public Stream<Role> named(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> set.getOrDefault(role, List.of(role.key())).contains(name));
  }
}
