/** Following the log: each view, where it stands, and its rebuilding beside the live one. */
@NullMarked
package org.entitlementledger.projections.follow;

import org.jspecify.annotations.NullMarked;
