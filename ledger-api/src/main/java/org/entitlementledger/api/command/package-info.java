/**
 * The commands of the API on one page ({@code CommandTable}), and the endpoint that serves them.
 */
@NullMarked
package org.entitlementledger.api.command;

import org.jspecify.annotations.NullMarked;
