/** What finance asks for. */
@NullMarked
package org.entitlementledger.api.finance;

import org.jspecify.annotations.NullMarked;
