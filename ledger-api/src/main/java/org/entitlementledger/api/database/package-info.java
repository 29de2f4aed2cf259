/** The database: connections, transactions, durability, and whether it can be reached. */
@NullMarked
package org.entitlementledger.api.database;

import org.jspecify.annotations.NullMarked;
