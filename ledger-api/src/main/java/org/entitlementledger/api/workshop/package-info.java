/** Enablement workshops. */
@NullMarked
package org.entitlementledger.api.workshop;

import org.jspecify.annotations.NullMarked;
