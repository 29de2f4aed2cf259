/** Reads requests: bodies, query parameters, preconditions, idempotency keys and uploads. */
@NullMarked
package org.entitlementledger.api.web.request;

import org.jspecify.annotations.NullMarked;
