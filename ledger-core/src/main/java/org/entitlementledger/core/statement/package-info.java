/** What a balance is made of: the lines of a statement, and the explanation of its figures. */
@NullMarked
package org.entitlementledger.core.statement;

import org.jspecify.annotations.NullMarked;
