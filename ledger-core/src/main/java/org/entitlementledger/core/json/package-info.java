/** The JSON of stored commands, events and accounts, and of answers. */
@NullMarked
package org.entitlementledger.core.json;

import org.jspecify.annotations.NullMarked;
