/** All that is known of H2 alone: its SQL, its file, and what its durability needs. */
@NullMarked
package org.entitlementledger.projections.database.h2;

import org.jspecify.annotations.NullMarked;
