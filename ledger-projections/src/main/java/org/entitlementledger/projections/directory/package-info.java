/** Who people are; it can be erased, events name their ids alone. */
@NullMarked
package org.entitlementledger.projections.directory;

import org.jspecify.annotations.NullMarked;
