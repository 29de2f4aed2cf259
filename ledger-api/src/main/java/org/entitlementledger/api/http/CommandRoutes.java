package org.entitlementledger.api.http;

import java.util.List;

/** The table of commands, as the service knows it. */
public record CommandRoutes(List<CommandRoute> all) {}
