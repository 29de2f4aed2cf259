/** Files for request bodies that are not kept in memory, bounded in sum. */
@NullMarked
package org.entitlementledger.api.spool;

import org.jspecify.annotations.NullMarked;
