/**
 * The writer of a node: it queues commands, decides them in groups, stores their events and answers
 * once they are durable. It knows nothing of HTTP.
 */
@NullMarked
package org.entitlementledger.api.ledger;

import org.jspecify.annotations.NullMarked;
