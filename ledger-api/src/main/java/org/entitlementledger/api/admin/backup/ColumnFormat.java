package org.entitlementledger.api.admin.backup;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a column's values are written in a backup, independent of the database. */
enum ColumnFormat {
  WHOLE {
    @Override
    Object shown(ResultSet row, int column) throws SQLException {
      return row.getLong(column);
    }

    @Override
    void put(PreparedStatement insert, int column, JsonNode value) throws SQLException {
      insert.setLong(column, value.longValue());
    }
  },
  DECIMAL {
    @Override
    Object shown(ResultSet row, int column) throws SQLException {
      return row.getBigDecimal(column).toPlainString();
    }

    @Override
    void put(PreparedStatement insert, int column, JsonNode value) throws SQLException {
      insert.setBigDecimal(column, new BigDecimal(value.asString()));
    }
  },
  FLAG {
    @Override
    Object shown(ResultSet row, int column) throws SQLException {
      return row.getBoolean(column);
    }

    @Override
    void put(PreparedStatement insert, int column, JsonNode value) throws SQLException {
      insert.setBoolean(column, value.booleanValue());
    }
  },
  TEXT {
    @Override
    Object shown(ResultSet row, int column) throws SQLException {
      return row.getString(column);
    }

    @Override
    void put(PreparedStatement insert, int column, JsonNode value) throws SQLException {
      insert.setString(column, value.asString());
    }
  },
  ID {
    @Override
    Object shown(ResultSet row, int column) throws SQLException {
      return row.getObject(column, UUID.class).toString();
    }

    @Override
    void put(PreparedStatement insert, int column, JsonNode value) throws SQLException {
      insert.setObject(column, UUID.fromString(value.asString()));
    }
  },
  TIME {
    @Override
    Object shown(ResultSet row, int column) throws SQLException {
      OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
      return time.withOffsetSameInstant(ZoneOffset.UTC).toString();
    }

    @Override
    void put(PreparedStatement insert, int column, JsonNode value) throws SQLException {
      insert.setObject(column, OffsetDateTime.parse(value.asString()));
    }
  },
  DAY {
    @Override
    Object shown(ResultSet row, int column) throws SQLException {
      return row.getObject(column, LocalDate.class).toString();
    }

    @Override
    void put(PreparedStatement insert, int column, JsonNode value) throws SQLException {
      insert.setObject(column, LocalDate.parse(value.asString()));
    }
  },
  /** Base 64, so that what is stored comes back to the byte. */
  BYTES {
    @Override
    Object shown(ResultSet row, int column) throws SQLException {
      return Base64.getEncoder().encodeToString(row.getBytes(column));
    }

    @Override
    void put(PreparedStatement insert, int column, JsonNode value) throws SQLException {
      insert.setBytes(column, Base64.getDecoder().decode(value.asString()));
    }
  };

  /** The value of a column that is not null. */
  abstract Object shown(ResultSet row, int column) throws SQLException;

  /** Gives a value that is not null to a statement. */
  abstract void put(PreparedStatement insert, int column, JsonNode value) throws SQLException;

  /** The value of a column, or null. */
  final @Nullable Object read(ResultSet row, int column) throws SQLException {
    return row.getObject(column) == null ? null : shown(row, column);
  }

  /**
   * That of a type as {@code information_schema} names it.
   *
   * @throws IllegalArgumentException where no table of the ledger has such columns
   */
  static ColumnFormat of(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "bigint", "integer" -> WHOLE;
      case "numeric" -> DECIMAL;
      case "boolean" -> FLAG;
      case "character varying", "text" -> TEXT;
      case "uuid" -> ID;
      case "timestamp with time zone" -> TIME;
      case "date" -> DAY;
      case "bytea", "binary varying" -> BYTES;
      default -> throw new IllegalArgumentException("a column of type " + type);
    };
  }
}
