@NullMarked
package org.entitlementledger.projections;

import org.jspecify.annotations.NullMarked;
