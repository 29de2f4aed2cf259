/** Serves the stored OpenAPI document and a page that shows it. */
@NullMarked
package org.entitlementledger.api.reference;

import org.jspecify.annotations.NullMarked;
