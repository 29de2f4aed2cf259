package org.entitlementledger.api.ledger;

/** A command and its outcome, for logs and metrics. */
record RequestOutcome(CommandRequest request, CommandOutcome outcome) {}
