package org.entitlementledger.api.web.route;

import java.util.List;

/** The endpoints of the API's table. */
public record TableEndpoints(List<? extends TableEndpoint> all) {}
