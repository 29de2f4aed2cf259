/**
 * Stored states of large accounts, with which a command begins that finds its account not in
 * memory. They are a cache: no part of the log, its proof, exports or backups.
 */
@NullMarked
package org.entitlementledger.projections.snapshot;

import org.jspecify.annotations.NullMarked;
