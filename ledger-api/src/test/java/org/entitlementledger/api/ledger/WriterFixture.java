package org.entitlementledger.api.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.entitlementledger.api.database.Transactions;
import org.entitlementledger.api.database.WriterConnections;
import org.entitlementledger.api.ledger.account.PublishedAccounts;
import org.entitlementledger.api.ledger.tables.IdempotencyKey;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.team.TeamCommand.AssignCsa;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.entitlementledger.projections.Databases.Database;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.log.LogSignal;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.LagLimit;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.snapshot.Snapshotter;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** One node's writer on a real database. */
final class WriterFixture implements AutoCloseable {
  final Transactions transactions;
  final HikariDataSource pool;
  final JdbcTemplate jdbc;
  final LogTable log;
  final LedgerClock clock;
  final LogStream stream;
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final List<Error> fatal = new CopyOnWriteArrayList<>();
  final Writer writer;
  final CommandAnswers answers;

  /** How this fixture's answers are worded. */
  static final Function<CommandOutcome, StoredResponse> WORDS =
      outcome ->
          switch (outcome) {
            case CommandOutcome.Accepted(CommandResult result) -> {
              String position = String.valueOf(result.position());
              String body = result.after().version() + " " + result.events().size();
              yield new StoredResponse(201, Map.of("Ledger-Position", position), body, false);
            }
            case CommandOutcome.Refused refusal -> {
              int status = refusal.problem().equals("validation") ? 400 : 409;
              yield new StoredResponse(status, Map.of(), refusal.problem(), false);
            }
          };

  WriterFixture(Database database) {
    this(database, 4_096);
  }

  WriterFixture(Database database, int places) {
    this(database, places, 1_000_000);
  }

  WriterFixture(Database database, int places, long mostEventsInMemory) {
    this(
        database,
        places,
        mostEventsInMemory,
        new HikariDataSource(WriterConnections.config(database(database))));
  }

  WriterFixture(Database database, int places, long mostEventsInMemory, HikariDataSource own) {
    transactions = new Transactions(own, new WriteTurn(new JdbcTemplate(own)));
    pool = database.pool(4);
    jdbc = new JdbcTemplate(pool);
    log = new LogTable(jdbc);
    clock = new LedgerClock(jdbc);
    answers = new CommandAnswers(new PastResults(log, 1_000));
    stream = new LogStream(jdbc, new LogSignal());
    var measured = new WriterMetrics(metrics);
    var loop =
        new CommitLoop(
            transactions,
            CatalogueFile.builtIn(),
            mostEventsInMemory,
            new PublishedAccounts(),
            new Snapshotter(jdbc, Runnable::run, 0),
            stream,
            measured);
    var lag = new LagLimit(stream, new ViewPositions(jdbc));
    writer = new Writer(loop, lag, places, measured, fatal::add);
    writer.start();
  }

  static org.entitlementledger.api.database.Database database(Database where) {
    return new org.entitlementledger.api.database.Database(
        where.url(), where.username(), where.password());
  }

  static CommandRequest commandRequest(AccountCommand command) {
    return new CommandRequest(
        command, "olga", null, null, null, null, null, null, false, false, WORDS);
  }

  static CommandRequest keyed(AccountCommand command, String key, String hash) {
    return new CommandRequest(
        command,
        "olga",
        null,
        null,
        null,
        null,
        null,
        new IdempotencyKey(key, hash),
        false,
        false,
        WORDS);
  }

  static CommandRequest dryRun(AccountCommand command) {
    return new CommandRequest(
        command, "olga", null, null, null, null, null, null, true, false, WORDS);
  }

  CompletableFuture<StoredResponse> submit(AccountCommand command) {
    return submit(commandRequest(command));
  }

  CompletableFuture<StoredResponse> submit(CommandRequest request) {
    return writer.submit(request).thenApply(reply -> answers.of(request, reply));
  }

  /** Waits for the answer. */
  StoredResponse answer(AccountCommand command) {
    return get(submit(command));
  }

  StoredResponse answer(CommandRequest request) {
    return get(submit(request));
  }

  static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  static List<StoredResponse> all(Collection<CompletableFuture<StoredResponse>> futures) {
    return futures.stream().map(WriterFixture::get).toList();
  }

  /** Whether a command was accepted now. */
  static boolean accepted(Reply reply) {
    return reply instanceof Reply.Decided(CommandOutcome.Accepted _);
  }

  static OpenAccount open(String accountId) {
    return new OpenAccount(accountId, "Account " + accountId, null);
  }

  static StartAccelerator start(String accountId, @Nullable String id) {
    return new StartAccelerator(accountId, id, "adoption", "more of it", null);
  }

  /** A command whose decision fails. */
  static IssueVoucher failing(String accountId, Runnable fault) {
    return new IssueVoucher(accountId, new FailingQuantity(fault), null, null);
  }

  private static final class FailingQuantity extends BigDecimal {
    private static final long serialVersionUID = 1L;

    private final transient Runnable fault;

    FailingQuantity(Runnable fault) {
      super("1");
      this.fault = fault;
    }

    /** How many to issue: nobody asks before the decision. */
    @Override
    public int intValueExact() {
      fault.run();
      return super.intValueExact();
    }
  }

  /** An account that may start two accelerators and issue forty vouchers; four events. */
  void buy(String accountId) {
    LocalDate today = LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
    answer(open(accountId));
    answer(
        new PurchaseContract(
            accountId, "c1", "advanced", today.minusDays(1), null, 12, null, null));
    answer(new AssignCsa(accountId, new Person("carl", "Carl Csa", "carl@example.com"), null));
  }

  List<LoggedEvent> events() {
    return log.after(0, 1_000_000);
  }

  long count(String table) {
    Long count = jdbc.queryForObject("select count(*) from " + table, Long.class);
    return count == null ? 0 : count;
  }

  @Override
  public void close() {
    writer.stop();
    transactions.close();
    pool.close();
  }
}
