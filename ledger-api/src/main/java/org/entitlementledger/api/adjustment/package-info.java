/** Adjustments: corrections that one person asks for and another approves. */
@NullMarked
package org.entitlementledger.api.adjustment;

import org.jspecify.annotations.NullMarked;
