/**
 * What a command's transaction stores beside its events: results under idempotency keys, refusals,
 * claimed ids and the directory of people.
 */
@NullMarked
package org.entitlementledger.api.ledger.tables;

import org.jspecify.annotations.NullMarked;
