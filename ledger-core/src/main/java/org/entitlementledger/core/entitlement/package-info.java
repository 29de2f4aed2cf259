/** The rules that capabilities share: what an account is entitled to, and what is left of it. */
@NullMarked
package org.entitlementledger.core.entitlement;

import org.jspecify.annotations.NullMarked;
