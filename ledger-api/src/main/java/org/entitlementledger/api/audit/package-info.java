/** The queries of auditors: events, refusals, reports, verifications and the hash tree. */
@NullMarked
package org.entitlementledger.api.audit;

import org.jspecify.annotations.NullMarked;
