/** Executive ROI Progress &amp; Impact Reviews. */
@NullMarked
package org.entitlementledger.api.roireview;

import org.jspecify.annotations.NullMarked;
