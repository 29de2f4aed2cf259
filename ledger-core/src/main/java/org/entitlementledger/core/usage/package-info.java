/** Consumption of plain units. */
@NullMarked
package org.entitlementledger.core.usage;

import org.jspecify.annotations.NullMarked;
