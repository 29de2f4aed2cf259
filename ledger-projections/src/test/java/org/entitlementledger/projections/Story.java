package org.entitlementledger.projections;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.profile.ProfileCommand.RenameAccount;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.VoidProgressCall;
import org.entitlementledger.core.team.TeamCommand.AssignCsa;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.log.Metadata;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** A ledger's history for tests: commands are decided by the core, one after the other. */
public final class Story {
  private static final Catalogue CATALOGUE = CatalogueFile.builtIn();

  private final Map<String, Account> accounts = new HashMap<>();
  private final List<LoggedEvent> events = new ArrayList<>();
  private final int salt;
  private Instant now;
  private int appended;

  public Story(Instant now) {
    this(now, 1);
  }

  /**
   * A history whose events have ids of their own.
   *
   * @param salt tells its ids from those of other stories
   */
  public Story(Instant now, int salt) {
    this.now = now;
    this.salt = salt;
  }

  /** Everything that has happened. */
  public List<LoggedEvent> events() {
    return List.copyOf(events);
  }

  public Account account(String accountId) {
    return accounts.getOrDefault(accountId, Account.unopened(accountId));
  }

  public Instant now() {
    return now;
  }

  public void at(Instant time) {
    now = time;
  }

  /** An Advanced account of {@code zone} with a CSA, bought today. */
  public void customer(String accountId, String zone, String tier, LocalDate startsOn) {
    does(new OpenAccount(accountId, "Account " + accountId, zone));
    does(new PurchaseContract(accountId, "c1", tier, startsOn, null, 36, null, null));
    does(new AssignCsa(accountId, new Person("carla", null, null), null));
  }

  public void does(AccountCommand command) {
    does(command, null);
  }

  public void does(AccountCommand command, @Nullable When occurredAt) {
    does(command, occurredAt, "olga");
  }

  /** Takes a command that must be accepted. */
  public void does(AccountCommand command, @Nullable When occurredAt, String actor) {
    Account account = account(command.accountId());
    var context =
        new Context(
            now,
            occurredAt,
            actor,
            "because",
            null,
            null,
            CATALOGUE,
            (kind, ids) -> null,
            new Fresh(events.size()));
    for (AccountEvent event : account.decide(command, context)) {
      long position = events.size() + 1L;
      events.add(
          new LoggedEvent(
              position,
              command.accountId(),
              account(command.accountId()).version(),
              new UUID(salt, position),
              EventNames.of(event.getClass()),
              EventNames.REVISION,
              event.occurredAt(),
              now,
              actor,
              new Metadata(EventNames.of(command.getClass()), "because", "r" + position % 3),
              event));
      accounts.put(command.accountId(), account(command.accountId()).apply(event));
    }
  }

  private record Fresh(int salt) implements Context.Fresh {
    @Override
    public String id() {
      return "id-" + salt;
    }

    @Override
    public String voucherCode() {
      return "v-" + salt + "-" + UUID.randomUUID();
    }
  }

  /** Tries commands at random on some accounts until there are {@code size} events. */
  public Story grow(Random random, int accountCount, int size) {
    while (events.size() < size) {
      String accountId = "account-" + random.nextInt(accountCount);
      now = now.plus(Duration.ofMinutes(random.nextInt(1, 3_000 / accountCount + 2)));
      if (account(accountId).exists()) {
        try {
          random(random, accountId);
        } catch (Refusal refused) {
          now = now.plusSeconds(1);
        }
      } else {
        String zone = List.of("UTC", "Asia/Kathmandu", "America/New_York").get(random.nextInt(3));
        String tier = random.nextBoolean() ? "advanced" : "signature";
        LocalDate today = LocalDate.ofInstant(now, java.time.ZoneOffset.UTC);
        customer(accountId, zone, tier, today.minusDays(random.nextInt(20)));
      }
    }
    return this;
  }

  private void random(Random random, String accountId) {
    When earlier =
        random.nextInt(3) == 0
            ? new When.At(now.minus(Duration.ofHours(random.nextInt(24 * 20))))
            : null;
    switch (random.nextInt(10)) {
      case 0 -> does(new StartAccelerator(accountId, null, "theme", "goal", null), earlier);
      case 1 -> does(issue(accountId, random.nextInt(1, 4)), earlier);
      case 2 -> does(new RenameAccount(accountId, "Name " + random.nextInt()));
      case 3 ->
          does(new AssignCsa(accountId, new Person("p" + random.nextInt(9), null, null), null));
      case 4, 5 -> {
        List<String> calls = List.copyOf(account(accountId).progressCalls().byId().keySet());
        if (!calls.isEmpty()) {
          does(new VoidProgressCall(accountId, calls.get(random.nextInt(calls.size()))));
        }
      }
      default -> does(new LogProgressCall(accountId, null, 30, null, "we talked"), earlier);
    }
  }

  private IssueVoucher issue(String accountId, int quantity) {
    var codes =
        IntStream.range(0, quantity).mapToObj(n -> "code-" + events.size() + "-" + n).toList();
    return new IssueVoucher(accountId, BigDecimal.valueOf(quantity), codes, null);
  }

  /** Appends what has happened since the last time to the log. */
  public void appendTo(JdbcOperations jdbc) {
    appendTo(jdbc, events.size());
  }

  /** The same up to a position. */
  public void appendTo(JdbcOperations jdbc, int through) {
    var log = new LogTable(jdbc);
    while (appended < through) {
      int end = Math.min(through, appended + 1_000);
      log.append(events.subList(appended, end));
      appended = end;
    }
    new HeadTable(jdbc).move(appended, events.get(appended - 1).recordedAt());
  }
}
