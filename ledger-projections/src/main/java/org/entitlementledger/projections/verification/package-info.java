/**
 * Is the ledger what it was: the log against its seals, decisions against the rules, views against
 * the log (AUDIT.md, "Verification").
 */
@NullMarked
package org.entitlementledger.projections.verification;

import org.jspecify.annotations.NullMarked;
