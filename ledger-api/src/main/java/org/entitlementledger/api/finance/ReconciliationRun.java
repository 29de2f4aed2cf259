package org.entitlementledger.api.finance;

import java.time.LocalDate;
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
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.reconciliation.Finding;
import org.entitlementledger.core.reconciliation.Judgement;
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
  private final EarlierLines earlier;
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
      ReconciliationTable table,
      EarlierLines earlier,
      VoucherLookup redeemables,
      Writing writing,
      long number) {
    this.table = table;
    this.earlier = earlier;
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
    List<Judgement> judged = Reconciliation.judge(piece, earlier.of(number, piece), vouchers);
    add(judged.stream().map(one -> told(one, read.get(one.line().line()), vouchers)).toList());
  }

  private static Told told(
      Judgement judged, @Nullable Redemption read, Map<String, Redeemable> vouchers) {
    if (read == null) {
      return unreadable(judged.line());
    }
    return new Told(
        judged.line(),
        read.providerTransactionId(),
        read.voucherCode(),
        read.examOn(vouchers.get(read.voucherCode())),
        judged.replaces());
  }

  /** A row that cannot be read has its transaction and its voucher where these can be read. */
  private static Told unreadable(Line line) {
    String transaction = String.valueOf(line.stated().providerTransactionId()).strip();
    String code = line.stated().voucherCode().strip();
    return new Told(
        line,
        isFine(() -> Check.name("provider_txn_id", transaction)) ? transaction : null,
        isFine(() -> Check.id("voucher_code", code)) ? code : null,
        null,
        List.of());
  }

  private static boolean isFine(Runnable check) {
    try {
      check.run();
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
                  told.add(missing(known, code));
                }
              });
      add(told);
      after = codes.getLast();
      codes = table.unnamed(after, position, PIECE);
    }
  }

  private static Told missing(Known known, String code) {
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
    var line =
        new Line(null, Finding.MISSING_FROM_FILE, stated, known.redeemable().unitValue(), null);
    LocalDate examOn = exam == null ? null : When.dayOf(exam.at(), known.redeemable().zone());
    return new Told(line, null, code, examOn, List.of());
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
