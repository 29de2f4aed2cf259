/** Advances views along the log and tracks their positions. */
@NullMarked
package org.entitlementledger.projections.projector;

import org.jspecify.annotations.NullMarked;
