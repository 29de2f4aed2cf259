/** Holds: quantities reserved for a while. */
@NullMarked
package org.entitlementledger.api.hold;

import org.jspecify.annotations.NullMarked;
