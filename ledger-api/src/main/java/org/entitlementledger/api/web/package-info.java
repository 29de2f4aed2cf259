/** Request handling that is common to all paths. */
@NullMarked
package org.entitlementledger.api.web;

import org.jspecify.annotations.NullMarked;
