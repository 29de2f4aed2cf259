/** What clients are told when something is not as they asked (RFC 9457; API.md, "Errors"). */
@NullMarked
package org.entitlementledger.api.problem;

import org.jspecify.annotations.NullMarked;
