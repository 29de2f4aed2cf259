/** Backups: the log, and everything that is not computed from it, in one file. */
@NullMarked
package org.entitlementledger.api.admin.backup;

import org.jspecify.annotations.NullMarked;
