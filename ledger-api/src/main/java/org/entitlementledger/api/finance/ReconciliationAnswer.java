package org.entitlementledger.api.finance;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;

/**
 * What came of a file (FINANCE.md, "Reconciliation").
 *
 * @param actor who sent it
 * @param position the findings reflect all events up to this one, and perhaps some later ones
 * @param rows of the file
 * @param fresh how many lines are new: the sum of {@code findings}
 * @param findings how many new lines there are of each finding
 */
record ReconciliationAnswer(
    String reconciliationId,
    Instant reconciledAt,
    String actor,
    long position,
    long rows,
    @JsonProperty("new") long fresh,
    Map<String, Long> findings) {}
