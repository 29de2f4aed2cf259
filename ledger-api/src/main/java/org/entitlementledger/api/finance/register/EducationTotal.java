package org.entitlementledger.api.finance.register;

import java.util.Map;
import org.entitlementledger.api.finance.report.Amount;
import org.entitlementledger.api.finance.report.Totals.Total;

/** The sums of one currency. */
record EducationTotal(Amount listPrice, Amount discount, Amount net) {

  static EducationTotal of(EducationLine line) {
    return new EducationTotal(line.listPrice(), line.discount(), line.net());
  }

  EducationTotal plus(EducationTotal other) {
    return new EducationTotal(
        listPrice.plus(other.listPrice), discount.plus(other.discount), net.plus(other.net));
  }

  Total row() {
    return Total.of(
        Map.of("currency", listPrice.currency()),
        Map.of("listPrice", listPrice.value(), "discount", discount.value(), "net", net.value()));
  }
}
