/** Batches: many commands in one request, one per line, with a result for each. */
@NullMarked
package org.entitlementledger.api.command.batch;

import org.jspecify.annotations.NullMarked;
