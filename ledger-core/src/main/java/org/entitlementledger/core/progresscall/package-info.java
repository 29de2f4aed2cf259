/** Progress calls. */
@NullMarked
package org.entitlementledger.core.progresscall;

import org.jspecify.annotations.NullMarked;
