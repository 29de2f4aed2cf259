/** Limits of the process: connections by heap size, and its end after a fatal error. */
@NullMarked
package org.entitlementledger.api.process;

import org.jspecify.annotations.NullMarked;
