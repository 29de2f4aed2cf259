/** Verifications of the ledger, at an auditor's request. */
@NullMarked
package org.entitlementledger.api.verification;

import org.jspecify.annotations.NullMarked;
