/** Laws that hold whatever happens to an account. */
@org.jspecify.annotations.NullMarked
package org.entitlementledger.core.laws;
