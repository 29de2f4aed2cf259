/** Value types shared by all rules: times, windows, quantities, money, refusals. */
@NullMarked
package org.entitlementledger.core.kernel;

import org.jspecify.annotations.NullMarked;
