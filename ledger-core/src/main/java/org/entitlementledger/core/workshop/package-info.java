/** Customised enablement workshops. */
@NullMarked
package org.entitlementledger.core.workshop;

import org.jspecify.annotations.NullMarked;
