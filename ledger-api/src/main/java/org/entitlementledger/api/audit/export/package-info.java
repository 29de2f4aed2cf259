/** Exports of events, and verifying them with nothing but a public key (AUDIT.md, "Export"). */
@NullMarked
package org.entitlementledger.api.audit.export;

import org.jspecify.annotations.NullMarked;
