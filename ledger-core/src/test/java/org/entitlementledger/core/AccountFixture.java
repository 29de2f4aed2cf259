package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.quota.Balance;
import org.jspecify.annotations.Nullable;

/**
 * Given – when – then on one account, with a clock that a test sets and ids that count up. Each
 * step also checks what must always hold: a decision changes nothing, a refused one leaves the
 * account as it was, and an event that was written and read again is the same.
 */
public final class AccountFixture {
  /** The account's id. */
  public static final String ACCOUNT = "acme";

  private static final Catalogue BUILT_IN = CatalogueFile.builtIn();

  private final Set<String> taken = new HashSet<>();
  private final List<AccountEvent> events = new ArrayList<>();
  private Account account = Account.unopened(ACCOUNT);
  private Catalogue catalogue = BUILT_IN;
  private Instant now = Instant.EPOCH;
  private @Nullable LocalDate closedThrough;
  private final CountedIds fresh = new CountedIds();

  private AccountFixture() {}

  /** No account yet, under the built-in catalogue. */
  public static AccountFixture nobody(String now) {
    return new AccountFixture().now(now);
  }

  /** An account in {@code zone}, opened now, under the built-in catalogue. */
  public static AccountFixture opened(String zone, String now) {
    return nobody(now).given(new OpenAccount(ACCOUNT, "Acme", zone));
  }

  /** An account in {@code zone}, opened now, under another catalogue. */
  public static AccountFixture opened(String zone, String now, Catalogue catalogue) {
    AccountFixture fixture = opened(zone, now);
    fixture.catalogue = catalogue;
    return fixture;
  }

  /** Sets the ledger's clock. */
  public AccountFixture now(String instant) {
    now = Instant.parse(instant);
    return this;
  }

  /** Closes the books through a day. */
  public AccountFixture closedThrough(String day) {
    closedThrough = LocalDate.parse(day);
    return this;
  }

  /** Accepted commands, one after the other, effective now. */
  public AccountFixture given(AccountCommand... commands) {
    for (AccountCommand command : commands) {
      when(command).accepted();
    }
    return this;
  }

  /** Somebody else's voucher. */
  public AccountFixture taken(String code) {
    taken.add(code);
    return this;
  }

  /** One command, to be accepted or refused. */
  public Attempt when(AccountCommand command) {
    return new Attempt(command, null, null, null, "operator");
  }

  public Account account() {
    return account;
  }

  /** All that was recorded, the opening first. */
  public List<AccountEvent> events() {
    return List.copyOf(events);
  }

  /** The balance at a time, as known now. */
  public Balance balance(String key, String time) {
    Entitlement found = Entitlements.one(account.state(), key, Instant.parse(time));
    if (found instanceof Entitlement.Counted counted) {
      Laws.figuresClose(counted.balance());
      return counted.balance();
    }
    throw new AssertionError("nothing is counted under " + key + " at " + time + ": " + found);
  }

  /** What is available at a time, as known now; {@code unlimited} without a limit. */
  public String available(String key, String time) {
    Balance balance = balance(key, time);
    return balance.available() == null ? "unlimited" : balance.available().toString();
  }

  /** What is available now. */
  public String available(String key) {
    return available(key, now.toString());
  }

  /** What must be there. */
  public static <T> T there(@Nullable T thing) {
    if (thing == null) {
      throw new AssertionError("it is not there");
    }
    return thing;
  }

  /** An instant, or a date that means a day. */
  public static When parse(String text) {
    return text.contains("T")
        ? new When.At(Instant.parse(text))
        : new When.On(LocalDate.parse(text));
  }

  /** Folds the account again, as another node or a restarted one does. */
  public AccountFixture restarted() {
    account = replayed();
    return this;
  }

  private Account replayed() {
    return Account.unopened(ACCOUNT).applyAll(events);
  }

  private Context context(Attempt attempt) {
    return new Context(
        now,
        attempt.occurredAt,
        attempt.actor,
        attempt.reason,
        null,
        attempt.expectedVersions,
        catalogue,
        this::firstTaken,
        fresh,
        false,
        closedThrough);
  }

  private @Nullable String firstTaken(String kind, Collection<String> ids) {
    return ids.stream()
        .filter(id -> taken.contains(id) || account.vouchers().byCode().containsKey(id))
        .findFirst()
        .orElse(null);
  }

  /** A command with its circumstances. */
  public final class Attempt {
    private final AccountCommand command;
    private final @Nullable When occurredAt;
    private final @Nullable String reason;
    private final @Nullable Set<Long> expectedVersions;
    private final String actor;

    private Attempt(
        AccountCommand command,
        @Nullable When occurredAt,
        @Nullable String reason,
        @Nullable Set<Long> expectedVersions,
        String actor) {
      this.command = command;
      this.occurredAt = occurredAt;
      this.reason = reason;
      this.expectedVersions = expectedVersions;
      this.actor = actor;
    }

    /** With {@code occurredAt}: an instant, or a date. */
    public Attempt effective(String time) {
      return new Attempt(command, parse(time), reason, expectedVersions, actor);
    }

    public Attempt because(String why) {
      return new Attempt(command, occurredAt, why, expectedVersions, actor);
    }

    /** With {@code If-Match}. */
    public Attempt ifVersion(long version) {
      return new Attempt(command, occurredAt, reason, Set.of(version), actor);
    }

    /** By another person than the operator. */
    public Attempt by(String person) {
      return new Attempt(command, occurredAt, reason, expectedVersions, person);
    }

    /** It is accepted; its events are recorded and returned. */
    public List<AccountEvent> accepted() {
      Account before = account;
      List<AccountEvent> decided = List.copyOf(before.decide(command, context(this)));
      assertThat(before).as("deciding changes nothing").isEqualTo(replayed());
      Effects.check(command, decided);
      for (AccountEvent event : decided) {
        String name = EventNames.of(event.getClass());
        assertThat(LedgerJson.read(name, EventNames.REVISION, LedgerJson.write(event)))
            .as("written and read again")
            .isEqualTo(event);
      }
      account = before.applyAll(decided);
      events.addAll(decided);
      return decided;
    }

    /** It is accepted with exactly these events. */
    public AccountFixture then(AccountEvent... expected) {
      assertThat(accepted()).isEqualTo(Arrays.asList(expected));
      return AccountFixture.this;
    }

    /** It is refused, and nothing has changed. */
    public Refusal refused(Problem problem) {
      Account before = account;
      try {
        List<? extends AccountEvent> decided = before.decide(command, context(this));
        throw new AssertionError("it was accepted: " + decided);
      } catch (Refusal refusal) {
        assertThat(refusal.problem()).as(refusal.getMessage()).isEqualTo(problem);
        Laws.namesWhatHelps(refusal);
        assertThat(before).as("a refused command changes nothing").isEqualTo(replayed());
        return refusal;
      }
    }
  }
}
