/** Advisory activities: what is done for the customer without being counted. */
@NullMarked
package org.entitlementledger.core.advisory;

import org.jspecify.annotations.NullMarked;
