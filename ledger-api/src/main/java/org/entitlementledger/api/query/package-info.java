/** Queries about an account: its contracts, balances, movements and history. */
@NullMarked
package org.entitlementledger.api.query;

import org.jspecify.annotations.NullMarked;
