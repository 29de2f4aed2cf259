/** Risk assessments. */
@NullMarked
package org.entitlementledger.api.risk;

import org.jspecify.annotations.NullMarked;
