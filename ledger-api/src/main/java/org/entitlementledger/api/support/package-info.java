/** Support tickets. */
@NullMarked
package org.entitlementledger.api.support;

import org.jspecify.annotations.NullMarked;
