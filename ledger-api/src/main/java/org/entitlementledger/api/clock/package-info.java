/** The clock of a rehearsal ledger. */
@NullMarked
package org.entitlementledger.api.clock;

import org.jspecify.annotations.NullMarked;
