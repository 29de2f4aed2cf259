/** Runs the account as an Axon aggregate. */
@NullMarked
package org.entitlementledger.core.axon;

import org.jspecify.annotations.NullMarked;
