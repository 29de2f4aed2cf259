/** Tiers bought for terms. */
@NullMarked
package org.entitlementledger.core.contract;

import org.jspecify.annotations.NullMarked;
