/** The jobs of the command line, which run without a service. */
@NullMarked
package org.entitlementledger.api.cli;

import org.jspecify.annotations.NullMarked;
