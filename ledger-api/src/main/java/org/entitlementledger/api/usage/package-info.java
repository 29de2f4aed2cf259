/** Usage: consumption of plain units. */
@NullMarked
package org.entitlementledger.api.usage;

import org.jspecify.annotations.NullMarked;
