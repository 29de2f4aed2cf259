/** What is left. */
@NullMarked
package org.entitlementledger.api.entitlement;

import org.jspecify.annotations.NullMarked;
