/** The log: one totally ordered list of events, from which every view is computed. */
@NullMarked
package org.entitlementledger.projections.log;

import org.jspecify.annotations.NullMarked;
