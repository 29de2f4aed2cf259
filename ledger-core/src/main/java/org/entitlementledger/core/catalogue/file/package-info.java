/** Reads the catalogue file (CATALOGUE.md) and reports faults with their lines. */
@NullMarked
package org.entitlementledger.core.catalogue.file;

import org.jspecify.annotations.NullMarked;
