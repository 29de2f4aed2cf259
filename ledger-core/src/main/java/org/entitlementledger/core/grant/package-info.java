/** Top-ups that were bought or promised. */
@NullMarked
package org.entitlementledger.core.grant;

import org.jspecify.annotations.NullMarked;
