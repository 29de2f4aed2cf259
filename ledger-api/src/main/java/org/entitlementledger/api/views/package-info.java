/** The views: wired, followed, watched. */
@NullMarked
package org.entitlementledger.api.views;

import org.jspecify.annotations.NullMarked;
