/** What the service is set to, and where its database is. */
@NullMarked
package org.entitlementledger.api.settings;

import org.jspecify.annotations.NullMarked;
