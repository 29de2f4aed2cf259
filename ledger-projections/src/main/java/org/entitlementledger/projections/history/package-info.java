/** The state at any pair of times, folded from the events. */
@NullMarked
package org.entitlementledger.projections.history;

import org.jspecify.annotations.NullMarked;
