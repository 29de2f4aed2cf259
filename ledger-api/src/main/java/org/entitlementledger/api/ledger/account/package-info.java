/**
 * Accounts in memory: those the writer decides on, and those that balances of now are read from.
 */
@NullMarked
package org.entitlementledger.api.ledger.account;

import org.jspecify.annotations.NullMarked;
