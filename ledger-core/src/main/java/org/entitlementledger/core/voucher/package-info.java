/** Certification vouchers. */
@NullMarked
package org.entitlementledger.core.voucher;

import org.jspecify.annotations.NullMarked;
