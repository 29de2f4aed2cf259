/**
 * The one writer of a node: it decides commands, numbers their events and answers when they are
 * durable.
 */
@NullMarked
package org.entitlementledger.api.write;

import org.jspecify.annotations.NullMarked;
