/** Computes views anew from the log: to compare them with what is stored, and to rebuild them. */
@NullMarked
package org.entitlementledger.projections.rebuild;

import org.jspecify.annotations.NullMarked;
