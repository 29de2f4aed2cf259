/** Accounts: opening and renaming them, and their summaries. */
@NullMarked
package org.entitlementledger.api.account;

import org.jspecify.annotations.NullMarked;
