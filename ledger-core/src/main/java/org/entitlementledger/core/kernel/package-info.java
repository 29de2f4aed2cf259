/** The small values that every rule is written in: times, windows, quantities, money, refusals. */
@NullMarked
package org.entitlementledger.core.kernel;

import org.jspecify.annotations.NullMarked;
