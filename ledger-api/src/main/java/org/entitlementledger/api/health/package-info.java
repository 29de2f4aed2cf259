/** How the service tells that it can do its work. */
@NullMarked
package org.entitlementledger.api.health;

import org.jspecify.annotations.NullMarked;
