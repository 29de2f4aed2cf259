package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.jspecify.annotations.Nullable;

/**
 * Given – when – then on one account, told one event at a time. Each event is also written and read
 * again, and folded into the thing that it tells about.
 */
public final class AccountStory {
  /** The account's id. */
  public static final String ACCOUNT = "acme";

  private final Catalogue catalogue;
  private final Map<String, Item> items = new HashMap<>();
  private final List<AccountEvent> events = new ArrayList<>();
  private Account account = Account.unopened(ACCOUNT);
  private Instant now = Instant.EPOCH;
  private Instant occurredAt = Instant.EPOCH;
  private @Nullable Item last;
  private final CountedIds fresh = new CountedIds();

  private AccountStory(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** An account in UTC without a contract, under the built-in catalogue. */
  public static AccountStory opened(String now) {
    return opened(now, CatalogueFile.builtIn());
  }

  /** An account in UTC without a contract. */
  public static AccountStory opened(String now, Catalogue catalogue) {
    return opened(now, catalogue, "UTC");
  }

  /** An account in another zone without a contract. */
  public static AccountStory opened(String now, Catalogue catalogue, String zone) {
    var story = new AccountStory(catalogue).now(now);
    story.when(new OpenAccount(ACCOUNT, "Acme", zone)).then();
    return story;
  }

  /** Buys a tier for a year, on its first day at the latest. */
  public AccountStory buys(String tier, String startsOn) {
    Instant later = now;
    LocalDate day = LocalDate.parse(startsOn);
    Instant start = When.startOfDay(day, account.zone());
    now = start.isBefore(now) ? start : now;
    String contractId = tier + "-" + startsOn;
    when(new PurchaseContract(ACCOUNT, contractId, tier, day, null, 12, null, null)).then();
    now = later;
    return this;
  }

  /** Sets the ledger's clock. */
  public AccountStory now(String instant) {
    now = Instant.parse(instant);
    return this;
  }

  /** An accepted command, effective now. */
  public AccountStory given(AccountCommand command) {
    when(command).then();
    return this;
  }

  /** One command, to be accepted or refused. */
  public Attempt when(AccountCommand command) {
    return new Attempt(command, null, null);
  }

  /** What is available now; {@code unlimited} without a limit. */
  public String available(String key) {
    return available(key, now.toString());
  }

  /** What is available at a time, as known now. */
  public String available(String key, String time) {
    Instant at = Instant.parse(time);
    var contract = Objects.requireNonNull(account.contracts().inForce(at), "no contract");
    var balance = account.quota().balance(contract.promise(key), at, at);
    return balance.available() == null ? "unlimited" : balance.available().toString();
  }

  /** What was consumed of the window that lies now. */
  public Quantity consumed(String key) {
    var contract = Objects.requireNonNull(account.contracts().inForce(now), "no contract");
    return account.quota().balance(contract.promise(key), now, now).consumed();
  }

  public Account account() {
    return account;
  }

  /** The account as it was at a time, as known now. */
  public Account asOf(String time) {
    Instant at = Instant.parse(time);
    Account then = Account.unopened(ACCOUNT);
    for (AccountEvent event : events) {
      then = then.applyAsOf(event, at);
    }
    return then;
  }

  /** When the last event took effect. */
  public Instant occurredAt() {
    return occurredAt;
  }

  /** The thing that the last event told about, as a view would fold it. */
  public Item item() {
    return Objects.requireNonNull(last, "the last event told about nothing");
  }

  /** Its word. */
  public String status() {
    return item().status(now, account.contracts());
  }

  private Context context(@Nullable When occurredAt, @Nullable String reason, String actor) {
    return new Context(
        now, occurredAt, actor, reason, null, null, catalogue, (kind, ids) -> null, fresh);
  }

  private void tell(AccountEvent event) {
    String name = EventNames.of(event.getClass());
    assertThat(LedgerJson.read(name, EventNames.REVISION, LedgerJson.write(event)))
        .as("written and read again")
        .isEqualTo(event);
    account = account.apply(event);
    events.add(event);
    occurredAt = event.occurredAt();
    String collection = Items.collection(event);
    if (collection == null) {
      return;
    }
    for (String id : event.itemIds()) {
      String key = collection + "/" + id;
      Item after = Items.after(items.get(key), event, id);
      items.put(key, after);
      var json = LedgerJson.mapper();
      assertThat(json.readValue(json.writeValueAsBytes(after), after.getClass()))
          .as("the thing, written and read again")
          .isEqualTo(after);
      last = after;
    }
  }

  /** A command with its circumstances. */
  public final class Attempt {
    private final AccountCommand command;
    private final @Nullable When occurredAt;
    private final @Nullable String reason;
    private String actor = "operator";

    private Attempt(AccountCommand command, @Nullable When occurredAt, @Nullable String reason) {
      this.command = command;
      this.occurredAt = occurredAt;
      this.reason = reason;
    }

    /** With {@code occurredAt}: an instant. */
    public Attempt effective(String instant) {
      return new Attempt(command, new When.At(Instant.parse(instant)), reason);
    }

    /** With a reason. */
    public Attempt because(String why) {
      return new Attempt(command, occurredAt, why);
    }

    /** By somebody else. */
    public Attempt by(String who) {
      actor = who;
      return this;
    }

    /** It is accepted. */
    public AccountStory then() {
      Account before = account;
      List<? extends AccountEvent> decided =
          account.decide(command, context(occurredAt, reason, actor));
      Effects.check(command, decided);
      for (AccountEvent event : decided) {
        tell(event);
      }
      assertThat(account).isNotSameAs(before);
      return AccountStory.this;
    }

    /** It is accepted with exactly this event. */
    public AccountStory then(AccountEvent expected) {
      var events = account.decide(command, context(occurredAt, reason, actor));
      Effects.check(command, events);
      assertThat(events).hasSize(1);
      assertThat(events.getFirst()).isEqualTo(expected);
      tell(expected);
      return AccountStory.this;
    }

    /** It is refused with these facts. */
    public AccountStory refused(Problem problem, Object... namesAndValues) {
      Refusal refusal = refusal();
      assertThat(refusal.problem()).as(refusal.getMessage()).isEqualTo(problem);
      Laws.namesWhatHelps(refusal);
      for (int i = 0; i < namesAndValues.length; i += 2) {
        assertThat(refusal.facts())
            .containsEntry((String) namesAndValues[i], namesAndValues[i + 1]);
      }
      return AccountStory.this;
    }

    private Refusal refusal() {
      try {
        var decided = account.decide(command, context(occurredAt, reason, actor));
        throw new AssertionError("it was accepted: " + decided);
      } catch (Refusal refusal) {
        return refusal;
      }
    }
  }
}
