/** Where the account stands: the rules that all consumption shares. */
@NullMarked
package org.entitlementledger.core.standing;

import org.jspecify.annotations.NullMarked;
