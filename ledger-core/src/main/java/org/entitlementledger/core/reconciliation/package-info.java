/** A provider's file of redemptions against the vouchers of the ledger. */
@NullMarked
package org.entitlementledger.core.reconciliation;

import org.jspecify.annotations.NullMarked;
