/** Quantities reserved until they are confirmed, released, or their time is over. */
@NullMarked
package org.entitlementledger.core.hold;

import org.jspecify.annotations.NullMarked;
