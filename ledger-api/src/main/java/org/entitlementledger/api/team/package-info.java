/** Who serves the account. */
@NullMarked
package org.entitlementledger.api.team;

import org.jspecify.annotations.NullMarked;
