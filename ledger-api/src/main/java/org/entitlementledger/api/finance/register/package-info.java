/** Registers of finance: what became of vouchers, orders, tickets and sessions. */
@NullMarked
package org.entitlementledger.api.finance.register;

import org.jspecify.annotations.NullMarked;
