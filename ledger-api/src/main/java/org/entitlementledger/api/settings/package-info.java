/** The settings of the service and its data folder. */
@NullMarked
package org.entitlementledger.api.settings;

import org.jspecify.annotations.NullMarked;
