/** Brings views forward along the log, and says where each of them stands. */
@NullMarked
package org.entitlementledger.projections.projector;

import org.jspecify.annotations.NullMarked;
