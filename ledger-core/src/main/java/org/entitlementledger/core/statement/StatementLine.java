package org.entitlementledger.core.statement;

import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A line of a {@link Statement}.
 *
 * @param available what was left of all sources after the entry; absent without a limit
 */
public record StatementLine(JournalEntry entry, @Nullable Quantity available) {}
