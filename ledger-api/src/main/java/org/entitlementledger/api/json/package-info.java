/**
 * Binds JSON and query parameters to records, strictly, and describes those records as JSON Schema.
 */
@NullMarked
package org.entitlementledger.api.json;

import org.jspecify.annotations.NullMarked;
