/** Education orders. */
@NullMarked
package org.entitlementledger.api.education;

import org.jspecify.annotations.NullMarked;
