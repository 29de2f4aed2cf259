/** Grants: top-ups that were bought or promised. */
@NullMarked
package org.entitlementledger.api.grant;

import org.jspecify.annotations.NullMarked;
