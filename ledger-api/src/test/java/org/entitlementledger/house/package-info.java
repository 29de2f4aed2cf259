/** The rules of the house, as tests. */
@NullMarked
package org.entitlementledger.house;

import org.jspecify.annotations.NullMarked;
