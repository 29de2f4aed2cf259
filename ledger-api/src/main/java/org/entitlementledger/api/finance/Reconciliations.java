package org.entitlementledger.api.finance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.entitlementledger.api.finance.ReconciliationTable.Told;
import org.entitlementledger.api.finance.Redeemables.Known;
import org.entitlementledger.api.http.Made;
import org.entitlementledger.api.http.Upload;
import org.entitlementledger.api.write.Answer;
import org.entitlementledger.api.write.CommandResults;
import org.entitlementledger.api.write.Submission.IdempotencyKey;
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
import org.entitlementledger.core.wire.LedgerJson;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.follow.ViewPositions;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.register.RegisterQueries;
import org.entitlementledger.projections.voucher.VoucherQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds files of redemptions against the ledger, each in one transaction: all of it or nothing. */
@Component
final class Reconciliations {
  /** What the findings are made from. */
  private static final List<String> VIEWS =
      List.of(VoucherQueries.VIEW, RegisterQueries.VIEW, AccountQueries.VIEW);

  private static final int PIECE = 1_000;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final WriteTurn turn;
  private final LedgerClock clock;
  private final ViewPositions views;
  private final Redeemables redeemables;
  private final ReconciliationTable table;

  Reconciliations(
      JdbcTemplate jdbc,
      PlatformTransactionManager manager,
      WriteTurn turn,
      LedgerClock clock,
      ViewPositions views,
      Redeemables redeemables) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(manager);
    this.turn = turn;
    this.clock = clock;
    this.views = views;
    this.redeemables = redeemables;
    this.table = new ReconciliationTable(jdbc);
  }

  /**
   * Takes a file.
   *
   * @param period narrows what the file is found to lack to exams of these days
   * @throws Refusal {@code validation} where the file is no CSV or lacks a column
   */
  Answer take(Upload upload, @Nullable Days period, String actor) throws InterruptedException {
    Head head = clock.head();
    views.await(VIEWS, head.size());
    turn.take();
    try {
      Answer answer =
          Objects.requireNonNull(transaction.execute(status -> once(upload, period, actor, head)));
      table.sync();
      return answer;
    } finally {
      turn.end();
    }
  }

  private Answer once(Upload upload, @Nullable Days period, String actor, Head head) {
    table.lock();
    IdempotencyKey key = upload.key();
    if (key == null) {
      return made(upload, period, actor, head);
    }
    var results = new CommandResults(jdbc);
    results.load(Set.of(key.key()));
    Answer first = results.find(actor, key);
    if (first != null) {
      return first;
    }
    Answer answer = made(upload, period, actor, head);
    results.keep(actor, key, answer, null);
    results.write();
    return answer;
  }

  private Answer made(Upload upload, @Nullable Days period, String actor, Head head) {
    String id = UUID.randomUUID().toString();
    var run = new Run(table.begin(id, head.now(), actor, head.size()));
    RedemptionFile.read(upload.file(), run::rows);
    run.missing(period);
    Map<String, Long> findings = run.findings();
    table.end(run.number, run.rows, findings);
    var answer =
        new ReconciliationAnswer(id, head.now(), actor, head.size(), run.rows, run.lines, findings);
    var headers = new LinkedHashMap<String, String>();
    headers.put(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
    headers.put(HttpHeaders.LOCATION, Made.path("finance", "reconciliations", id));
    return new Answer(
        HttpStatus.CREATED.value(), headers, LedgerJson.mapper().writeValueAsString(answer), false);
  }

  /** One file on its way through. */
  private final class Run {
    private final long number;
    private final Map<Finding, Long> found = new EnumMap<>(Finding.class);
    private long rows;
    private long lines;

    Run(long number) {
      this.number = number;
    }

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

    void missing(@Nullable Days period) {
      String after = "";
      List<String> codes = table.unnamed(after, PIECE);
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
        codes = table.unnamed(after, PIECE);
      }
    }

    private Line missing(Known known) {
      var voucher = known.voucher();
      var stated =
          new Stated(
              voucher.providerTransactionId(),
              voucher.code(),
              voucher.examCode(),
              String.valueOf(voucher.examAt()),
              null,
              null,
              null,
              null,
              known.redeemable().accountId());
      return new Line(null, Finding.MISSING_FROM_FILE, stated, known.redeemable().unitValue());
    }

    private void add(List<Told> told) {
      table.add(number, lines, told);
      lines += told.size();
      told.forEach(one -> found.merge(one.line().finding(), 1L, Long::sum));
    }

    Map<String, Long> findings() {
      var findings = new LinkedHashMap<String, Long>();
      found.forEach((finding, count) -> findings.put(finding.key(), count));
      return findings;
    }
  }
}
