package org.entitlementledger.api.ledger;

/** A command and what became of it, for logs and metrics. */
record RequestOutcome(CommandRequest submission, Outcome outcome) {}
