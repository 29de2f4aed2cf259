/** People, as the directory knows them. */
@NullMarked
package org.entitlementledger.api.people;

import org.jspecify.annotations.NullMarked;
