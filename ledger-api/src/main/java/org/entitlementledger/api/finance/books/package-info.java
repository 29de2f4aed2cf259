/** Roll-forwards, what their figures are made of, breakage, and the journal. */
@NullMarked
package org.entitlementledger.api.finance.books;

import org.jspecify.annotations.NullMarked;
