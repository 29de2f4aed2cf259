/** Notices, such as reached thresholds. */
@NullMarked
package org.entitlementledger.core.notice;

import org.jspecify.annotations.NullMarked;
