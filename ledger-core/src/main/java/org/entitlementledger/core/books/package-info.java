/** The closing of the ledger's books, and their reopening. */
@NullMarked
package org.entitlementledger.core.books;

import org.jspecify.annotations.NullMarked;
