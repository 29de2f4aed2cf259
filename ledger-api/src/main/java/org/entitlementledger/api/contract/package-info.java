/** Contracts: buying a tier. */
@NullMarked
package org.entitlementledger.api.contract;

import org.jspecify.annotations.NullMarked;
