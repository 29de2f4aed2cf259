/** Allowances, movements and balances (DOMAIN.md, "Quota"). */
@NullMarked
package org.entitlementledger.core.quota;

import org.jspecify.annotations.NullMarked;
