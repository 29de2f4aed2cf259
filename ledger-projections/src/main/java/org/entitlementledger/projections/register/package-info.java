/** Things that commands made and changed, one row each. */
@NullMarked
package org.entitlementledger.projections.register;

import org.jspecify.annotations.NullMarked;
