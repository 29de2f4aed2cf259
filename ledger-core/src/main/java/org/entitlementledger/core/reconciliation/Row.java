package org.entitlementledger.core.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param line its number, the header being 1
 * @param redemption what it says; absent where a field cannot be read
 * @param field the column that cannot be read, or {@code row} where there are too many; absent
 *     where all can
 */
public record Row(
    long line, Stated stated, @Nullable Redemption redemption, @Nullable String field) {}
