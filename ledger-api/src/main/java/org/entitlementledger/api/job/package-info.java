/** What the program does without a service: checks, exports, rebuilds, backups, restores. */
@NullMarked
package org.entitlementledger.api.job;

import org.jspecify.annotations.NullMarked;
