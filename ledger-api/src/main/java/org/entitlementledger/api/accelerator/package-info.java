/** Accelerators. */
@NullMarked
package org.entitlementledger.api.accelerator;

import org.jspecify.annotations.NullMarked;
