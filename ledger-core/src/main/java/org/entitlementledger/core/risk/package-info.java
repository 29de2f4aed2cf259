/** Risk assessments and what was agreed to mitigate them. */
@NullMarked
package org.entitlementledger.core.risk;

import org.jspecify.annotations.NullMarked;
