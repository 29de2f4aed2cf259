/** The jobs of the command line, which run without a service. */
@NullMarked
package org.entitlementledger.api.job;

import org.jspecify.annotations.NullMarked;
