/** What a decision may know beside the account and the command. */
@NullMarked
package org.entitlementledger.core.decision;

import org.jspecify.annotations.NullMarked;
