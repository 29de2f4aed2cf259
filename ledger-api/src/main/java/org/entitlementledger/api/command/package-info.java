/** The API as a table: every command and collection with its path, and the endpoints they share. */
@NullMarked
package org.entitlementledger.api.command;

import org.jspecify.annotations.NullMarked;
