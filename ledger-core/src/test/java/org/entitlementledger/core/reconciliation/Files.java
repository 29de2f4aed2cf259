package org.entitlementledger.core.reconciliation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files that were reconciled so far, one after the other. */
final class Files {
  private final List<EarlierLine> lines = new ArrayList<>();
  private final Set<Stated> rows = new HashSet<>();
  private final Set<LineId> replaced = new HashSet<>();
  private final Set<LineId> resolved = new HashSet<>();
  private long count;

  /** A first file. */
  static Files of(List<Row> file) {
    var files = new Files();
    files.add(file, ReconciliationTest.VOUCHERS);
    return files;
  }

  /** Judges the next file. */
  List<Judgement> add(List<Row> file, Map<String, Redeemable> vouchers) {
    List<Judgement> judged = Reconciliation.judge(file, earlier(), vouchers);
    add(judged);
    return judged;
  }

  /** Keeps the next file, which has been judged. */
  void add(List<Judgement> judged) {
    count++;
    for (int i = 0; i < judged.size(); i++) {
      Line line = judged.get(i).line();
      rows.add(line.stated());
      replaced.addAll(judged.get(i).replaces());
      lines.add(
          new EarlierLine(
              new LineId(count, i),
              line.finding(),
              line.stated().providerTransactionId(),
              line.stated().voucherCode(),
              false));
    }
  }

  /** Keeps that files lack a voucher. */
  LineId lacking(String code) {
    count++;
    var id = new LineId(count, 0);
    lines.add(new EarlierLine(id, Finding.MISSING_FROM_FILE, null, code, false));
    return id;
  }

  void resolve(LineId line) {
    resolved.add(line);
  }

  /** What the next file is judged against. */
  Earlier earlier() {
    List<EarlierLine> standing =
        lines.stream()
            .filter(line -> !replaced.contains(line.id()))
            .map(
                line ->
                    new EarlierLine(
                        line.id(),
                        line.finding(),
                        line.transaction(),
                        line.voucher(),
                        resolved.contains(line.id())))
            .toList();
    return new Earlier(rows, standing, Set.of(), Set.of());
  }
}
