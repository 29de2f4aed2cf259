package org.entitlementledger.core.team;

import java.time.Instant;
import org.entitlementledger.core.AccountEvent;

/**
 * What may have happened to the people who serve the account; they are named by their ids alone.
 */
public sealed interface TeamEvent extends AccountEvent {
  /** The entitlement of kind role: {@code csa}, {@code ase}. */
  String role();

  /** Somebody serves from {@code startsAt} on, where nobody did. */
  record RoleAssigned(Instant occurredAt, String role, String personId, Instant startsAt)
      implements TeamEvent {}

  /** Somebody else serves from {@code startsAt} on. */
  record RoleHandedOver(
      Instant occurredAt, String role, String personId, String predecessorId, Instant startsAt)
      implements TeamEvent {}

  /** Somebody who was to serve from {@code startsAt} on does not: the plan is taken back. */
  record RoleAssignmentWithdrawn(Instant occurredAt, String role, String personId, Instant startsAt)
      implements TeamEvent {}

  /** Nobody serves from {@code endsAt} on. */
  record RoleEnded(Instant occurredAt, String role, String personId, Instant endsAt)
      implements TeamEvent {}
}
