/** Allowances, movements, and what is left (DOMAIN.md, "Quota"). */
@NullMarked
package org.entitlementledger.core.quota;

import org.jspecify.annotations.NullMarked;
