/** Callers, their roles, and which roles may use which path. */
@NullMarked
package org.entitlementledger.api.security.access;

import org.jspecify.annotations.NullMarked;
