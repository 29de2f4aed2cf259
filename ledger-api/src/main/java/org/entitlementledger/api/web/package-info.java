/** How the web server treats every request, whatever its path. */
@NullMarked
package org.entitlementledger.api.web;

import org.jspecify.annotations.NullMarked;
