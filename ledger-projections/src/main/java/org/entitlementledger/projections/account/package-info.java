/** Accounts as the view of what is left shows them: profile, contracts, team. */
@NullMarked
package org.entitlementledger.projections.account;

import org.jspecify.annotations.NullMarked;
