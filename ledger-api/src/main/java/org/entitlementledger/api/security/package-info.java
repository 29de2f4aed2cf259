/** Who may do what (API.md): signing in, roles, and what a customer may see. */
@NullMarked
package org.entitlementledger.api.security;

import org.jspecify.annotations.NullMarked;
