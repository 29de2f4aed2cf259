/** Orders of education services at a discount. */
@NullMarked
package org.entitlementledger.core.education;

import org.jspecify.annotations.NullMarked;
