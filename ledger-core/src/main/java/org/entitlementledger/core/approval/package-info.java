/** Commands that another person must approve. */
@NullMarked
package org.entitlementledger.core.approval;

import org.jspecify.annotations.NullMarked;
