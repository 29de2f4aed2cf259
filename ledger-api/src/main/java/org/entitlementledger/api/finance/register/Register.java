package org.entitlementledger.api.finance.register;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.entitlementledger.api.finance.report.Column;
import org.entitlementledger.api.finance.report.Lines.Taker;
import org.entitlementledger.api.finance.report.Totals;
import org.entitlementledger.projections.register.StoredItem;

/** Makes the lines and totals of one answer, account after account. */
interface Register<L> {

  /** The collections of the items that it reads. */
  List<String> collections();

  List<Column<L>> columns();

  /** Gives the lines of an account. */
  void account(
      RegisterAccount account, Iterator<StoredItem> items, ItemHistory history, Taker<L> taker)
      throws IOException;

  /** The totals of all lines so far. */
  Totals totals();
}
