/** Faults that tests make a part of a service that they start; no other service finds them. */
@NullMarked
package org.entitlementledger.errors;

import org.jspecify.annotations.NullMarked;
