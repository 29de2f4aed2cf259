package org.entitlementledger.projections.projector;

import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.entitlementledger.core.json.LedgerJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The table {@code token_entry}: how far each view has come. */
public final class TokenTable {
  /** Every view has one segment: its events come in the order of the log. */
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
   * The position that a stored token stands for; 0 before the first event, and where it is no
   * token: such a view shows nothing until it is computed once more.
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
