/** What is left: the sums of all movements by source and window. */
@NullMarked
package org.entitlementledger.projections.remaining;

import org.jspecify.annotations.NullMarked;
