package org.entitlementledger.api.finance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.entitlementledger.api.finance.ReconciliationTable.Told;
import org.entitlementledger.api.finance.VoucherLookup.Known;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.reconciliation.Finding;
import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.Reconciliation;
import org.entitlementledger.core.reconciliation.Redeemable;
import org.entitlementledger.core.reconciliation.Redemption;
import org.entitlementledger.core.reconciliation.Row;
import org.entitlementledger.core.reconciliation.Stated;
import org.entitlementledger.core.voucher.Exam;
import org.entitlementledger.core.voucher.VoucherState.Redeemed;
import org.jspecify.annotations.Nullable;

/**
 * Reconciles one file. Each piece is judged outside a transaction, which is most of the work; a
 * short transaction then writes its lines.
 */
final class ReconciliationRun {
  private static final int PIECE = 1_000;

  private final ReconciliationTable table;
  private final VoucherLookup redeemables;
  private final Writing writing;
  private final long number;
  private final Map<Finding, Long> found = new EnumMap<>(Finding.class);
  private long rows;
  private long lines;

  /** Writes a piece in a transaction of its own, in which the reconciliation is still running. */
  interface Writing {
    void write(Runnable piece);
  }

  ReconciliationRun(
      ReconciliationTable table, VoucherLookup redeemables, Writing writing, long number) {
    this.table = table;
    this.redeemables = redeemables;
    this.writing = writing;
    this.number = number;
  }

  long number() {
    return number;
  }

  /** How many rows the file has. */
  long rows() {
    return rows;
  }

  /** How many lines are new. */
  long lines() {
    return lines;
  }

  /** Judges the next rows of the file. */
  void rows(List<Row> piece) {
    rows += piece.size();
    var read = new HashMap<Long, Redemption>();
    for (Row row : piece) {
      if (row.redemption() != null) {
        read.put(row.line(), row.redemption());
      }
    }
    Set<String> codes =
        read.values().stream().map(Redemption::voucherCode).collect(Collectors.toSet());
    var vouchers = new HashMap<String, Redeemable>();
    redeemables.find(codes).forEach((code, known) -> vouchers.put(code, known.redeemable()));
    List<Line> judged = Reconciliation.judge(piece, table.earlier(number, piece), vouchers);
    add(judged.stream().map(line -> told(line, read.get(line.line()))).toList());
  }

  /** What cannot be read names no transaction, and its voucher where that is a code at all. */
  private Told told(Line line, @Nullable Redemption read) {
    if (read != null) {
      return new Told(line, read.providerTransactionId(), read.voucherCode());
    }
    String code = line.stated().voucherCode().strip();
    return new Told(line, null, isCode(code) ? code : null);
  }

  private boolean isCode(String text) {
    try {
      Check.id("voucher_code", text);
      return true;
    } catch (Refusal other) {
      return false;
    }
  }

  /**
   * Adds what the file lacks, of what the ledger held at {@code position}.
   *
   * @param period days of exams, in each account's zone; all unless given
   */
  void missing(@Nullable Days period, long position) {
    String after = "";
    List<String> codes = table.unnamed(after, position, PIECE);
    while (!codes.isEmpty()) {
      var told = new ArrayList<Told>();
      redeemables
          .find(codes)
          .forEach(
              (code, known) -> {
                if (known.voucher().isTakenIn(period, known.redeemable().zone())) {
                  told.add(new Told(missing(known), null, code));
                }
              });
      add(told);
      after = codes.getLast();
      codes = table.unnamed(after, position, PIECE);
    }
  }

  private Line missing(Known known) {
    var voucher = known.voucher();
    Exam exam = voucher.state().exam();
    var stated =
        new Stated(
            voucher.state() instanceof Redeemed redeemed ? redeemed.providerTransactionId() : null,
            voucher.code(),
            exam == null ? null : exam.code(),
            String.valueOf(exam == null ? null : exam.at()),
            null,
            null,
            null,
            null,
            known.redeemable().accountId());
    return new Line(null, Finding.MISSING_FROM_FILE, stated, known.redeemable().unitValue(), null);
  }

  private void add(List<Told> told) {
    writing.write(() -> table.add(number, lines, told));
    lines += told.size();
    told.forEach(one -> found.merge(one.line().finding(), 1L, Long::sum));
  }

  /** How many new lines there are of each finding. */
  Map<String, Long> findings() {
    var findings = new LinkedHashMap<String, Long>();
    found.forEach((finding, count) -> findings.put(finding.key(), count));
    return findings;
  }
}
