/** As-of queries: accounts at any pair of effective and recorded times. */
@NullMarked
package org.entitlementledger.projections.history;

import org.jspecify.annotations.NullMarked;
