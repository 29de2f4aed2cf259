/** All views of the ledger. */
@NullMarked
package org.entitlementledger.projections.views;

import org.jspecify.annotations.NullMarked;
