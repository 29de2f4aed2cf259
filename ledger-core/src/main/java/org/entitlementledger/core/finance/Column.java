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

  /** What an entry adds to the column. */
  public Quantity of(RollForward.Entry entry) {
    Figures figures = entry.figures();
    boolean opening = entry.part() == RollForward.Part.OPENING;
    return switch (this) {
      case OPENING -> opening ? figures.change() : Quantity.ZERO;
      case GRANTED -> opening ? Quantity.ZERO : figures.granted();
      case ADJUSTED -> opening ? Quantity.ZERO : figures.adjusted();
      case CONSUMED -> opening ? Quantity.ZERO : figures.consumed();
      case LAPSED -> opening ? Quantity.ZERO : figures.lapsed();
      case CLOSING -> figures.change();
    };
  }
}
