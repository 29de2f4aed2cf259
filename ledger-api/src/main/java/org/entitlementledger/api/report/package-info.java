/** Reports that auditors ask for. */
@NullMarked
package org.entitlementledger.api.report;

import org.jspecify.annotations.NullMarked;
