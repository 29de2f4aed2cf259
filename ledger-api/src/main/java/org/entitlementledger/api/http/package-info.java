/**
 * The edge: it reads requests strictly, hands commands to the writer, and puts decisions, views and
 * problems into answers. No rule of the domain lives here.
 */
@NullMarked
package org.entitlementledger.api.http;

import org.jspecify.annotations.NullMarked;
