/** Progress calls. */
@NullMarked
package org.entitlementledger.api.progresscall;

import org.jspecify.annotations.NullMarked;
