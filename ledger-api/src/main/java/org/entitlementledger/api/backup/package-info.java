/** Backups: everything that is not computed from the log, and the log, in one file. */
@NullMarked
package org.entitlementledger.api.backup;

import org.jspecify.annotations.NullMarked;
