/**
 * The hash tree over the log, its signed heads, and proofs (AUDIT.md, "The tree and its heads"; RFC
 * 6962 section 2.1; C2SP signed-note and tlog-checkpoint).
 */
@NullMarked
package org.entitlementledger.projections.tree;

import org.jspecify.annotations.NullMarked;
