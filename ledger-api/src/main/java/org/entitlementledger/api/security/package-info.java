/** Authentication, authorization by role, and request limits. */
@NullMarked
package org.entitlementledger.api.security;

import org.jspecify.annotations.NullMarked;
