@NullMarked
package org.entitlementledger.core;

import org.jspecify.annotations.NullMarked;
