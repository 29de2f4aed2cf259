package org.entitlementledger.api.finance.books;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.finance.Cell;
import org.jspecify.annotations.Nullable;

/** How the path of a figure's movements names unit values. */
final class CellPath {
  static final String MOVEMENTS = "/v1/finance/rollforward/movements";

  /** Of what has no unit value. */
  private static final String NONE = "none";

  private static final List<String> ALLOWED = List.of("150.00 USD", "USD", NONE);

  private CellPath() {}

  /** The path of a line's movements; the column is added by whoever follows it. */
  static String ofLine(
      String period,
      String accountId,
      @Nullable String contractId,
      String entitlement,
      @Nullable Money value) {
    String contract = contractId == null ? "" : "&contract=" + encoded(contractId);
    return of(period)
        + "&account="
        + encoded(accountId)
        + contract
        + "&entitlement="
        + encoded(entitlement)
        + "&unitValue="
        + encoded(value == null ? NONE : value.toString());
  }

  /** The same of a total, within the filters of its report. */
  static String ofTotal(
      String period,
      @Nullable String accountId,
      @Nullable String contractId,
      String entitlement,
      @Nullable String currency) {
    String account = accountId == null ? "" : "&account=" + encoded(accountId);
    String contract = contractId == null ? "" : "&contract=" + encoded(contractId);
    return of(period)
        + account
        + contract
        + "&entitlement="
        + encoded(entitlement)
        + "&unitValue="
        + (currency == null ? NONE : currency);
  }

  private static String of(String period) {
    return MOVEMENTS + "?period=" + encoded(period);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /**
   * The unit values that a parameter names: {@code 150.00 USD} this one, {@code USD} all of the
   * currency, {@code none} what has no value.
   *
   * @throws Refusal {@code validation}
   */
  static Cell.Value value(String text) {
    if (text.equals(NONE)) {
      return new Cell.Value(null, null);
    }
    int space = text.indexOf(' ');
    if (space < 0 && text.matches("[A-Z]{3}")) {
      return new Cell.Value(text, null);
    }
    if (space > 0) {
      var money = Money.parse("unitValue", text.substring(0, space), text.substring(space + 1));
      return new Cell.Value(money.currency(), money);
    }
    throw Refusal.invalid("unitValue", "is an amount with its currency, a currency, or none")
        .with("allowed", ALLOWED);
  }
}
