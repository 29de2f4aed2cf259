package org.entitlementledger.api.team;

import java.time.Instant;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.team.Team.Assignment;
import org.jspecify.annotations.Nullable;

/**
 * Who serves an account in a role, as the answer of a command shows it.
 *
 * @param until exclusive; absent while it has no end
 * @param status {@code assigned} or {@code ended}
 */
record RoleAnswer(
    String accountId,
    String role,
    Person person,
    Instant from,
    @Nullable Instant until,
    String status) {

  static RoleAnswer of(String accountId, String role, Person person, Assignment assignment) {
    return new RoleAnswer(
        accountId,
        role,
        person,
        assignment.from(),
        assignment.until(),
        assignment.until() == null ? "assigned" : "ended");
  }
}
