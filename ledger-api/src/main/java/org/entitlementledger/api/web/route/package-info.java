/** The API as a table of routes, and how a request finds its own. */
@NullMarked
package org.entitlementledger.api.web.route;

import org.jspecify.annotations.NullMarked;
