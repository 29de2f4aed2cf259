package org.entitlementledger.api.audit.export;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The last line of an export (AUDIT.md, "Export").
 *
 * @param ledger the origin of its checkpoints
 * @param filters the query, without {@code through}
 * @param through the size of the tree that the checkpoint is of
 * @param firstPosition absent where there is no row
 * @param lastPosition absent where there is no row
 * @param rows the lines before this one
 * @param totals how many they are of each type
 * @param sha256 over all bytes before this line, lower-case hex
 * @param checkpoint the signed head of exactly {@code through} leaves
 */
public record ExportManifest(
    String format,
    String ledger,
    boolean rehearsal,
    JsonNode filters,
    long through,
    @Nullable Long firstPosition,
    @Nullable Long lastPosition,
    long rows,
    Map<String, Long> totals,
    String sha256,
    String checkpoint) {
  static final String FORMAT = "entitlement-ledger/export/v1";
}
