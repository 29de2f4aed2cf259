/** The API's table of routes and the lookup of a request's route. */
@NullMarked
package org.entitlementledger.api.web.route;

import org.jspecify.annotations.NullMarked;
