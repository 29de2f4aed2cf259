/** The people who serve the account. */
@NullMarked
package org.entitlementledger.core.team;

import org.jspecify.annotations.NullMarked;
