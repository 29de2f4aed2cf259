package org.entitlementledger.api.finance.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A column of a report.
 *
 * @param name as the header names it
 * @param value gives a row's cell: a {@code String}, {@code BigDecimal}, {@code LocalDate}, {@code
 *     Instant}, {@code Long} or {@code Boolean}; null where the row has none
 */
public record Column<R>(
    String name, Type type, Function<? super R, ? extends @Nullable Object> value) {

  /** What the cells of a column are. */
  public enum Type {
    TEXT,
    /** Units of an entitlement, with as many decimals as they have. */
    QUANTITY,
    /** Money, with the decimals that it is written with; its currency is a column of its own. */
    AMOUNT,
    DATE,
    INSTANT,
    INTEGER,
    BOOLEAN
  }

  /** Text, such as an id or a currency. */
  public static <R> Column<R> text(String name, Function<? super R, @Nullable String> value) {
    return new Column<>(name, Type.TEXT, value);
  }

  /** Units of an entitlement. */
  public static <R> Column<R> quantity(String name, Function<? super R, @Nullable Quantity> value) {
    return new Column<>(
        name,
        Type.QUANTITY,
        row -> {
          Quantity found = value.apply(row);
          return found == null ? null : found.value();
        });
  }

  /** Money without its currency. */
  public static <R> Column<R> amount(String name, Function<? super R, @Nullable BigDecimal> value) {
    return new Column<>(name, Type.AMOUNT, value);
  }

  /** A day. */
  public static <R> Column<R> date(String name, Function<? super R, @Nullable LocalDate> value) {
    return new Column<>(name, Type.DATE, value);
  }

  /** An instant. */
  public static <R> Column<R> instant(String name, Function<? super R, @Nullable Instant> value) {
    return new Column<>(name, Type.INSTANT, value);
  }

  /** A whole number. */
  public static <R> Column<R> integer(String name, Function<? super R, @Nullable Long> value) {
    return new Column<>(name, Type.INTEGER, value);
  }

  /** A truth value. */
  public static <R> Column<R> flag(String name, Function<? super R, @Nullable Boolean> value) {
    return new Column<>(name, Type.BOOLEAN, value);
  }
}
