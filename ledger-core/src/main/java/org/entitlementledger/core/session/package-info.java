/** The common rules of progress calls, ROI reviews and workshops. */
@NullMarked
package org.entitlementledger.core.session;

import org.jspecify.annotations.NullMarked;
