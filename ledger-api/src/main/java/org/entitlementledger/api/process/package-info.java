/** The bounds of the process: how many connections its heap can serve, and when it ends. */
@NullMarked
package org.entitlementledger.api.process;

import org.jspecify.annotations.NullMarked;
