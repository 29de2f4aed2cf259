package org.entitlementledger.core.finance;

import java.util.Locale;
import org.entitlementledger.core.kernel.Quantity;

/** A column of a roll-forward. */
public enum Column {
  /** What was left when the period began. */
  OPENING,
  /** Allowances and grants that began, less what a tier change took back. */
  GRANTED,
  /** Approved adjustments. */
  ADJUSTED,
  /** Draws, less what was given back. */
  CONSUMED,
  /** What ended unused. */
  LAPSED,
  /** What is left when the period ends. */
  CLOSING;

  /** As answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a booking adds to the column.
   *
   * @param before whether it belongs to the time before the period
   */
  public Quantity of(Figures figures, boolean before) {
    return switch (this) {
      case OPENING -> before ? figures.change() : Quantity.ZERO;
      case GRANTED -> before ? Quantity.ZERO : figures.granted();
      case ADJUSTED -> before ? Quantity.ZERO : figures.adjusted();
      case CONSUMED -> before ? Quantity.ZERO : figures.consumed();
      case LAPSED -> before ? Quantity.ZERO : figures.lapsed();
      case CLOSING -> figures.change();
    };
  }
}
