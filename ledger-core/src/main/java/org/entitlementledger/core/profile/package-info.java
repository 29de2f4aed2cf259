/** The account itself: its name and zone. */
@NullMarked
package org.entitlementledger.core.profile;

import org.jspecify.annotations.NullMarked;
