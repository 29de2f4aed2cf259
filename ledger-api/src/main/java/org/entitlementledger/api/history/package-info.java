/** How an account came to be as it is, or was. */
@NullMarked
package org.entitlementledger.api.history;

import org.jspecify.annotations.NullMarked;
