/** What auditors ask for. */
@NullMarked
package org.entitlementledger.api.audit;

import org.jspecify.annotations.NullMarked;
