/** Which version of the time-zone rules the service runs with, and what a change of it moves. */
@NullMarked
package org.entitlementledger.api.zone;

import org.jspecify.annotations.NullMarked;
