/** Operating the ledger: views, erasures, health, time-zone rules and the clock of a rehearsal. */
@NullMarked
package org.entitlementledger.api.admin;

import org.jspecify.annotations.NullMarked;
