package org.entitlementledger.projections;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Instants as the columns {@code timestamp(6) with time zone} take and give them. */
public final class Instants {
  private Instants() {}

  /** As a parameter. */
  public static OffsetDateTime sql(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /** From a column that is not null. */
  public static Instant of(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
