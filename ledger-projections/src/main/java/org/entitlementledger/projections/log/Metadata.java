package org.entitlementledger.projections.log;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an event beside its payload.
 *
 * @param command the logical name of the command that it came from
 * @param reason why, in the client's words
 * @param correlationId the request's, or the one that the client gave
 * @param imported true where it is history from before this ledger, absent otherwise
 */
public record Metadata(
    String command,
    @Nullable String reason,
    @Nullable String correlationId,
    @Nullable Boolean imported) {

  /** Of what was done with this ledger there. */
  public Metadata(String command, @Nullable String reason, @Nullable String correlationId) {
    this(command, reason, correlationId, null);
  }
}
