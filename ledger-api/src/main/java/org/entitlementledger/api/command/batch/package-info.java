/** Commands by the file: a batch of lines, and a result for each. */
@NullMarked
package org.entitlementledger.api.command.batch;

import org.jspecify.annotations.NullMarked;
