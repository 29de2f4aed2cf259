/** Results under idempotency keys: of commands what was decided, of other requests the response. */
@NullMarked
package org.entitlementledger.api.idempotency;

import org.jspecify.annotations.NullMarked;
