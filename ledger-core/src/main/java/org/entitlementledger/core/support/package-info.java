/** Support tickets and the time by which they are to be answered. */
@NullMarked
package org.entitlementledger.core.support;

import org.jspecify.annotations.NullMarked;
