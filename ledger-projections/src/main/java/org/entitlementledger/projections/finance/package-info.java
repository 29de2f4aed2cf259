/** What finance asks, from the rows of accounts and movements at one position. */
@NullMarked
package org.entitlementledger.projections.finance;

import org.jspecify.annotations.NullMarked;
