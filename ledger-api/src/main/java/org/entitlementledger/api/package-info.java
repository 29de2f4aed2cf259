@NullMarked
package org.entitlementledger.api;

import org.jspecify.annotations.NullMarked;
