/** Verifies bearer tokens with the keys of their issuer. */
@NullMarked
package org.entitlementledger.api.security.token;

import org.jspecify.annotations.NullMarked;
