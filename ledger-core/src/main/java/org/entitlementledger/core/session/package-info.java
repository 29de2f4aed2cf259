/** What progress calls, ROI reviews and workshops have in common. */
@NullMarked
package org.entitlementledger.core.session;

import org.jspecify.annotations.NullMarked;
