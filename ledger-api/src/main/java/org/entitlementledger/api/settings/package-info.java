/** The settings of the service, and its database. */
@NullMarked
package org.entitlementledger.api.settings;

import org.jspecify.annotations.NullMarked;
