package org.entitlementledger.api.write;

/** A command and what became of it, for logs and metrics. */
record RequestOutcome(Submission submission, Outcome outcome) {}
