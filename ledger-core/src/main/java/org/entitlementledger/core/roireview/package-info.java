/** Executive ROI Progress &amp; Impact Reviews. */
@NullMarked
package org.entitlementledger.core.roireview;

import org.jspecify.annotations.NullMarked;
