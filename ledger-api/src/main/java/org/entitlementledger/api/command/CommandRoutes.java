package org.entitlementledger.api.command;

import java.util.List;

/** The table of commands, as the service knows it. */
public record CommandRoutes(List<CommandRoute> all) {}
