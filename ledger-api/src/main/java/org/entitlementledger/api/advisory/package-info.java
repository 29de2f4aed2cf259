/** Advisory activities. */
@NullMarked
package org.entitlementledger.api.advisory;

import org.jspecify.annotations.NullMarked;
