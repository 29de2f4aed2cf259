package org.entitlementledger.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.entitlementledger.api.LedgerApplication;
import org.entitlementledger.api.ledger.CommandOutcome;
import org.entitlementledger.api.ledger.CommandRequest;
import org.entitlementledger.api.ledger.CommandResult;
import org.entitlementledger.api.ledger.Reply;
import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.benchmark.Callers.Action;
import org.entitlementledger.benchmark.Callers.Rate;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.projections.Databases.Database;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.projector.ViewUnavailable;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.entitlementledger.projections.views.Views;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.client.RestClient;

/** The whole service in this process, with accounts whose calls are limited far out of reach. */
final class Ledger implements AutoCloseable {
  static final int ACCOUNTS = 500;

  /** Of a batch. */
  static final int LINES = 1_000;

  private static final int CALLERS_UNDER_LAG = 32;
  static final String BALANCES = "/v1/accounts/{accountId}/entitlements";
  static final String BALANCE = BALANCES + "/progress-call";

  private static final String CATALOGUE =
      """
      catalogue: benchmark
      versions:
        - version: "1"
          effectiveFrom: 2020-01-01
          entitlements:
            progress-call: { kind: session, period: calendar-month }
          tiers:
            only:
              name: Only
              rank: 1
              entitlements:
                progress-call: { limit: 100000000 }
      """;

  private static StoredResponse words(CommandOutcome outcome) {
    return switch (outcome) {
      case CommandOutcome.Accepted(CommandResult result) ->
          new StoredResponse(
              201,
              result.position() == null
                  ? Map.of()
                  : Map.of("Ledger-Position", result.position().toString()),
              "{}",
              false);
      case CommandOutcome.Refused refusal -> throw new IllegalStateException(refusal.detail());
    };
  }

  private final ConfigurableApplicationContext context;
  private final Writer writer;
  private final Requests requests;
  private final String admin;
  private final int port;
  private final ProcessorTime processor;

  /** Starts one with its accounts; {@code more} are settings as arguments. */
  static Ledger fresh(Database database, Path folder, String... more) throws IOException {
    var ledger = new Ledger(database, folder, more);
    for (int i = 0; i < ACCOUNTS; i++) {
      ledger.open(account(i));
    }
    ledger.awaitViews();
    return ledger;
  }

  /** Starts one over a database that has its accounts. */
  static Ledger again(Database database, Path folder) throws IOException {
    return new Ledger(database, folder);
  }

  private Ledger(Database database, Path folder, String... more) throws IOException {
    Path catalogue = Files.writeString(folder.resolve("catalogue.yaml"), CATALOGUE);
    var arguments = new ArrayList<>(List.of(more));
    arguments.add("--server.port=0");
    arguments.add("--ledger.data=" + folder);
    arguments.add("--ledger.catalogue=" + catalogue);
    arguments.add("--logging.level.root=warn");
    arguments.add("--ledger.security.requests-per-second=0");
    arguments.add("--spring.datasource.url=" + database.url());
    arguments.add("--spring.datasource.username=" + database.username());
    arguments.add("--spring.datasource.password=" + database.password());
    context =
        new SpringApplicationBuilder(LedgerApplication.class, Constant.class, EmptyFilter.class)
            .run(arguments.toArray(String[]::new));
    writer = context.getBean(Writer.class);
    port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    requests = new Requests(port, basic(folder, "operator"));
    admin = basic(folder, "admin");
    processor = ProcessorTime.with(database);
  }

  /** Opens an account with a contract from today. */
  void open(String account) {
    LocalDate today = LocalDate.ofInstant(now(), ZoneOffset.UTC);
    submit(new OpenAccount(account, "Account", null));
    submit(new PurchaseContract(account, null, "only", today, null, 12, null, null));
  }

  Requests requests() {
    return requests;
  }

  Instant now() {
    return context.getBean(LedgerClock.class).now();
  }

  private static String basic(Path folder, String user) throws IOException {
    String credentials =
        Files.readAllLines(folder.resolve("credentials")).stream()
            .filter(line -> line.startsWith(user + ":"))
            .findFirst()
            .orElseThrow();
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  /** Callers whose processor time is told apart from that of this service. */
  Callers callers(Duration warmUp, Duration span) {
    return new Callers(processor, warmUp, span);
  }

  static String account(int number) {
    return "account-" + number % ACCOUNTS;
  }

  private CompletableFuture<Reply> begin(AccountCommand command) {
    return writer.submit(
        new CommandRequest(
            command, "operator", null, null, null, null, null, null, false, false, Ledger::words));
  }

  long submit(AccountCommand command) {
    var accepted = (CommandOutcome.Accepted) ((Reply.Decided) begin(command).join()).outcome();
    return Objects.requireNonNull(accepted.result().position());
  }

  /** Calls at the writer itself, on all accounts in turn. */
  Action commands(int number) {
    var turn = new AtomicLong(number);
    return () -> call(account((int) turn.addAndGet(7)));
  }

  /** A call at the writer itself. */
  void call(String account) {
    submit(new LogProgressCall(account, null, 30, null, "went well"));
  }

  /** Calls at the writer itself at a steady rate, on all accounts in turn. */
  Rate steady(Duration span) {
    return Steady.of(
        span, number -> begin(new LogProgressCall(account((int) number), null, 30, null, null)));
  }

  /** The same while one verification after the other runs. */
  Rate steadyWhileVerifying(Duration span) throws Exception {
    var over = new AtomicBoolean();
    var verifying = CompletableFuture.runAsync(() -> verifyUntil(over));
    Rate rate = steady(span);
    over.set(true);
    verifying.get(10, TimeUnit.MINUTES);
    return rate;
  }

  private void verifyUntil(AtomicBoolean over) {
    while (!over.get()) {
      verify();
    }
  }

  /** One verification of the whole ledger over HTTP, in events a second. */
  Rate verify() {
    long before = System.nanoTime();
    var client = RestClient.create("http://localhost:" + port);
    var begun =
        client
            .post()
            .uri("/v1/audit/verifications")
            .header("Authorization", admin)
            .retrieve()
            .toBodilessEntity();
    String path = String.valueOf(begun.getHeaders().getLocation());
    String answer;
    do {
      Callers.pause(Duration.ofMillis(20));
      answer =
          String.valueOf(
              client.get().uri(path).header("Authorization", admin).retrieve().body(String.class));
    } while (answer.contains("\"status\":\"running\""));
    if (!answer.contains("\"intact\":true")) {
      throw new IllegalStateException(answer);
    }
    long nanos = System.nanoTime() - before;
    return Rate.once(new HeadTable(context.getBean(JdbcTemplate.class)).read().size(), nanos);
  }

  /** What a verification does with rows that it has read. */
  Hashing hashing() {
    return new Hashing(context.getBean(JdbcTemplate.class));
  }

  /** How long after its commit an event is in the view that balances are read from, under load. */
  Rate lag() throws Exception {
    var positions = context.getBean(ViewPositions.class);
    var times = new ArrayList<Long>();
    var callers = callers(Duration.ofSeconds(2), Duration.ofSeconds(8));
    Rate load =
        callers.measure(
            CALLERS_UNDER_LAG,
            number ->
                number > 0
                    ? commands(number)
                    : () -> {
                      long position = submit(new LogProgressCall(account(1), null, 30, null, null));
                      long before = System.nanoTime();
                      await(positions, position);
                      times.add(System.nanoTime() - before);
                      Callers.pause(Duration.ofMillis(10));
                    });
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Rate(
        load.perSecond(), Callers.at(sorted, 0.5), Callers.at(sorted, 0.99), Duration.ZERO);
  }

  private static void await(ViewPositions positions, long position) throws InterruptedException {
    while (true) {
      try {
        positions.await(List.of(AccountQueries.VIEW), position);
        return;
      } catch (ViewUnavailable late) {
        Callers.pause(Duration.ofMillis(1));
      }
    }
  }

  /** Computes all views once more and puts them in the live ones' place, in events a second. */
  Rate rebuild() {
    long before = System.nanoTime();
    context.getBean(Rebuild.class).run(Views.ALL);
    long nanos = System.nanoTime() - before;
    return Rate.once(new HeadTable(context.getBean(JdbcTemplate.class)).read().size(), nanos);
  }

  /** How many commands the writer has taken in a turn, over all turns so far. */
  Rate perTurn() {
    return Rate.per(
        context.getBean(MeterRegistry.class).get("ledger.writer.batch").summary().mean());
  }

  /** Waits until all views have caught up. */
  void awaitViews() {
    var positions = context.getBean(ViewPositions.class);
    var head = new HeadTable(context.getBean(JdbcTemplate.class));
    while (Views.ALL.stream()
        .anyMatch(view -> positions.read().getOrDefault(view.name(), 0L) < head.read().size())) {
      Callers.pause(Duration.ofMillis(20));
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
