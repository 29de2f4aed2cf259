package org.entitlementledger.projections.log;

import java.util.List;

/** Neighbouring events of the log in their order, at least one. */
public record LoggedEvents(List<LoggedEvent> events) {}
