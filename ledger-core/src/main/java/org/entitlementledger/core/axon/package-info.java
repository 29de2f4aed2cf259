/** The thin shell in which Axon loads, keeps and appends for the account. */
@NullMarked
package org.entitlementledger.core.axon;

import org.jspecify.annotations.NullMarked;
