package org.entitlementledger.core.team;

import java.time.Instant;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;

/**
 * What may have happened to the people who serve the account; they are named by their ids alone.
 */
public sealed interface TeamEvent extends AccountEvent {
  /** The entitlement of kind role: {@code csa}, {@code ase}. */
  String role();

  /** Somebody serves from {@code startsAt} on, where nobody did. */
  @StoredName("role-assigned")
  record RoleAssigned(Instant occurredAt, String role, String personId, Instant startsAt)
      implements TeamEvent {}

  /** Somebody else serves from {@code startsAt} on. */
  @StoredName("role-handed-over")
  record RoleHandedOver(
      Instant occurredAt, String role, String personId, String predecessorId, Instant startsAt)
      implements TeamEvent {}

  /** Somebody who was to serve from {@code startsAt} on does not: the plan is taken back. */
  @StoredName("role-assignment-withdrawn")
  record RoleAssignmentWithdrawn(Instant occurredAt, String role, String personId, Instant startsAt)
      implements TeamEvent {}

  /** Nobody serves from {@code endsAt} on. */
  @StoredName("role-ended")
  record RoleEnded(Instant occurredAt, String role, String personId, Instant endsAt)
      implements TeamEvent {}
}
