package org.entitlementledger.api.web.request;

import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/**
 * The two times that a question may be asked for (API.md, "Conventions").
 *
 * @param asOf what took effect by then, inclusive; now unless given
 * @param recordedAsOf what the ledger knew by then, inclusive; now unless given
 */
public record Times(@Nullable When asOf, @Nullable When recordedAsOf) {}
