package org.entitlementledger.core.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param line its number, the header being 1
 * @param redemption what it says; absent where a field cannot be read
 */
public record Row(long line, Stated stated, @Nullable Redemption redemption) {}
