/** How commands, events and answers are written as JSON, and the catalogue read from YAML. */
@NullMarked
package org.entitlementledger.core.json;

import org.jspecify.annotations.NullMarked;
