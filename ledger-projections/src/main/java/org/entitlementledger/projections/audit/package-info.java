/** Who did what, when and why, and what was refused. */
@NullMarked
package org.entitlementledger.projections.audit;

import org.jspecify.annotations.NullMarked;
