/** Certification vouchers. */
@NullMarked
package org.entitlementledger.api.voucher;

import org.jspecify.annotations.NullMarked;
