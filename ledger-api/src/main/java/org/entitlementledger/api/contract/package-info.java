/** Contracts: buying a tier, changing it, renewing and ending it. */
@NullMarked
package org.entitlementledger.api.contract;

import org.jspecify.annotations.NullMarked;
