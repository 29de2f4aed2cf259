/** What auditors ask for again and again, each answered from the view {@code audit} and the log. */
@NullMarked
package org.entitlementledger.projections.report;

import org.jspecify.annotations.NullMarked;
