package org.entitlementledger.api.ledger.tables;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that was refused, for the auditors; the ledger's clock says when.
 *
 * @param actor who tried
 * @param command the logical name of the command
 * @param accountId the account it was meant for
 * @param problem the slug of the problem (API.md, "Errors")
 * @param facts by name: values that are written as JSON
 */
public record RefusalRow(
    String actor,
    @Nullable String command,
    @Nullable String accountId,
    String problem,
    Map<String, Object> facts,
    @Nullable String requestId) {}
