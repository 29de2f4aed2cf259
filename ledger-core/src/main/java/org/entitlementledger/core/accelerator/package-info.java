/** Accelerators: focused programs of twelve weeks. */
@NullMarked
package org.entitlementledger.core.accelerator;

import org.jspecify.annotations.NullMarked;
