/** What a vendor sells, as data (CATALOGUE.md). */
@NullMarked
package org.entitlementledger.core.catalogue;

import org.jspecify.annotations.NullMarked;
