/** Corrections of a balance, by two persons. */
@NullMarked
package org.entitlementledger.core.adjustment;

import org.jspecify.annotations.NullMarked;
