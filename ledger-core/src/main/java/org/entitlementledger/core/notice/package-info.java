/** What an account is told about itself. */
@NullMarked
package org.entitlementledger.core.notice;

import org.jspecify.annotations.NullMarked;
