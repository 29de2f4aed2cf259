/** The roll-forward: what was there, came, went and is left, over a period, in units and money. */
@NullMarked
package org.entitlementledger.core.finance;

import org.jspecify.annotations.NullMarked;
