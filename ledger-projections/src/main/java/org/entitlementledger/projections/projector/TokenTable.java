package org.entitlementledger.projections.projector;

import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.entitlementledger.core.json.LedgerJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The table {@code token_entry} with the position of each view. */
public final class TokenTable {
  /** The only segment of each view, which gets its events in the order of the log. */
  public static final int SEGMENT = 0;

  static final TokenSchema SCHEMA =
      TokenSchema.builder()
          .setTokenTable("token_entry")
          .setProcessorNameColumn("processor_name")
          .setSegmentColumn("segment")
          .setTokenColumn("token")
          .setTokenTypeColumn("token_type")
          .setTimestampColumn("claimed_at")
          .setOwnerColumn("owner")
          .build();

  private TokenTable() {}

  /**
   * The position of a stored token; 0 before the first event. An unreadable token counts as 0: such
   * a view shows nothing until it is rebuilt.
   */
  public static long position(byte @Nullable [] token) {
    if (token == null) {
      return 0;
    }
    try {
      return LedgerJson.mapper().readTree(token).path("globalIndex").asLong(0);
    } catch (JacksonException damaged) {
      return 0;
    }
  }
}
