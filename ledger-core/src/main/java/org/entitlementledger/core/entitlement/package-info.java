/** The entitlement and balance rules that capabilities share. */
@NullMarked
package org.entitlementledger.core.entitlement;

import org.jspecify.annotations.NullMarked;
