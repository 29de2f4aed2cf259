/** Closes the books of the ledger, and opens them again (FINANCE.md, "Closing"). */
@NullMarked
package org.entitlementledger.api.finance.closing;

import org.jspecify.annotations.NullMarked;
