/** Rows of views by their keys, in the database's tables or in memory. */
@NullMarked
package org.entitlementledger.projections.row;

import org.jspecify.annotations.NullMarked;
