package org.entitlementledger.api.finance;

import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.json.Scalars;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.reconciliation.Redemption;
import org.entitlementledger.core.reconciliation.Row;
import org.entitlementledger.core.reconciliation.Stated;
import org.jspecify.annotations.Nullable;

/**
 * Where a file of redemptions has its columns: in any order, others beside them.
 *
 * @param places of the columns that must be there, in their order
 * @param account of the one that may be; −1 without it
 * @param names of all columns
 */
record RedemptionColumns(List<Integer> places, int account, List<String> names) {
  private static final List<String> NEEDED =
      List.of(
          "provider_txn_id",
          "voucher_code",
          "exam_code",
          "exam_at",
          "status",
          "fee",
          "currency",
          "invoice_no");
  private static final String ACCOUNT = "account_id";
  private static final String REDEEMED = "redeemed";
  private static final String ROW = "row";

  /**
   * Finds them in the header.
   *
   * @throws Refusal {@code validation} naming those that are missing
   */
  static RedemptionColumns of(List<String> header) {
    List<String> names = header.stream().map(String::strip).toList();
    List<String> missing = NEEDED.stream().filter(name -> !names.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw refused("lacks columns: " + String.join(", ", missing)).with("missing", missing);
    }
    return new RedemptionColumns(
        NEEDED.stream().map(names::indexOf).toList(), names.indexOf(ACCOUNT), names);
  }

  /** A file that is not taken. */
  static Refusal refused(String why) {
    return Refusal.invalid("body", why).with("columns", NEEDED);
  }

  /** One row; what it says is absent where a field cannot be read or the row is torn. */
  Row row(long line, List<String> fields) {
    var stated = new ArrayList<String>();
    places.forEach(place -> stated.add(field(fields, place)));
    var row =
        new Stated(
            stated.get(0),
            stated.get(1),
            stated.get(2),
            stated.get(3),
            stated.get(4),
            stated.get(5),
            stated.get(6),
            stated.get(7),
            account < 0 ? null : field(fields, account));
    try {
      refuseTorn(fields);
      return new Row(line, row, redemption(row), null);
    } catch (Refusal unreadable) {
      return new Row(line, row, null, column(unreadable));
    }
  }

  private void refuseTorn(List<String> fields) {
    if (fields.size() != names.size()) {
      boolean few = fields.size() < names.size();
      throw Refusal.invalid(few ? names.get(fields.size()) : ROW, "has not one field a column");
    }
  }

  /** Money names its parts as a request has them. */
  private static String column(Refusal unreadable) {
    String field = String.valueOf(unreadable.facts().get("field"));
    return switch (field) {
      case "fee.amount" -> NEEDED.get(5);
      case "fee.currency" -> NEEDED.get(6);
      default -> field;
    };
  }

  private static String field(List<String> fields, int place) {
    return place < fields.size() ? fields.get(place) : "";
  }

  /**
   * What a row says.
   *
   * @throws Refusal {@code validation} naming the column that cannot be read
   */
  static Redemption redemption(Stated row) {
    String transaction = told(row.providerTransactionId());
    String code = told(row.voucherCode());
    String examCode = told(row.examCode());
    Check.name(NEEDED.get(0), transaction);
    Check.name(NEEDED.get(1), code);
    Check.optionalText(NEEDED.get(2), examCode);
    When examAt = Scalars.when(NEEDED.get(3), told(row.examAt()));
    if (!told(row.status()).equalsIgnoreCase(REDEEMED)) {
      throw Refusal.invalid(NEEDED.get(4), "must be " + REDEEMED);
    }
    Money fee = Money.parse(NEEDED.get(5), told(row.fee()), told(row.currency()));
    Check.optionalText(NEEDED.get(7), told(row.invoiceNumber()));
    return new Redemption(
        transaction, code, orNull(examCode), examAt, fee, orNull(told(row.accountId())));
  }

  private static String told(@Nullable String field) {
    return field == null ? "" : field.strip();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
