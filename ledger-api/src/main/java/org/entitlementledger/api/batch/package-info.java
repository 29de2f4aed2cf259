/** Commands by the file: a batch of lines, and a result for each. */
@NullMarked
package org.entitlementledger.api.batch;

import org.jspecify.annotations.NullMarked;
