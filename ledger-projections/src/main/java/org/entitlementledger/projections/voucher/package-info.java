/** Voucher codes of the whole ledger: whose each is, and whether it was redeemed. */
@NullMarked
package org.entitlementledger.projections.voucher;

import org.jspecify.annotations.NullMarked;
