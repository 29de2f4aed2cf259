/** Approvals: commands that wait for another person. */
@NullMarked
package org.entitlementledger.api.approval;

import org.jspecify.annotations.NullMarked;
