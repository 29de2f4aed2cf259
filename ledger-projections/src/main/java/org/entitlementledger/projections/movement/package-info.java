/** The movements of quota, one row each, and the lines that explain a figure. */
@NullMarked
package org.entitlementledger.projections.movement;

import org.jspecify.annotations.NullMarked;
