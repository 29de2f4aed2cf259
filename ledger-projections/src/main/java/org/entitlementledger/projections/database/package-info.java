/** The database below the log and the views: what differs from one product to the other. */
@NullMarked
package org.entitlementledger.projections.database;

import org.jspecify.annotations.NullMarked;
