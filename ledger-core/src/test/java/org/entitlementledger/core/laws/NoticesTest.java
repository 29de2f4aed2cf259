package org.entitlementledger.core.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Hours.KEY;
import static org.entitlementledger.core.Hours.account;
import static org.entitlementledger.core.Hours.use;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Decision;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.laws.Intents.Intent;
import org.entitlementledger.core.notice.NoticeEvent.ThresholdReached;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A decision notices each threshold that the figures pass, and brings the balance of its answer.
 */
class NoticesTest {
  private static final Instant START = Instant.parse("2025-01-10T08:00:00Z");

  private int noticed;
  private int balances;

  @Test
  void noticesWhatTheFiguresPass() {
    for (int seed = 0; seed < 24; seed++) {
      var random = new Random(seed);
      var intents = new Intents(random);
      var past = new Past("account-" + seed, Plans.withThresholds(random), START);
      past.tell(new OpenAccount("account-" + seed, "Any", "UTC"), null, "operator");
      for (int i = 0; i < 50; i++) {
        past.advance(past.now().plusSeconds(intents.pause()));
        Intent intent = intents.next(past);
        noticesWhatTheFiguresPass(past, intent);
        past.tell(intent.command(), intent.occurredAt(), intent.actor());
      }
    }
    assertThat(noticed).isGreaterThan(100);
    assertThat(balances).isGreaterThan(100);
  }

  /** A fresh limit comes on top of what was used before the change, which may be told late. */
  @Test
  void aThresholdThatWasReachedIsNotReachedAgain() {
    AccountFixture account = account("contract", "tierChange: fresh, thresholds: [30]", "10");
    account.now("2025-01-03T00:00:00Z");
    account.given(new ChangeTier(ACCOUNT, "c1", "large", LocalDate.of(2025, 1, 2)));
    assertThat(account.when(use("20")).accepted()).hasSize(2);
    assertThat(account.when(use("10")).effective("2025-01-01T12:00:00Z").accepted()).hasSize(1);
    assertThat(account.balance(KEY, "2025-01-03T00:00:00Z").thresholds()).containsExactly(30);
  }

  private void noticesWhatTheFiguresPass(Past past, Intent intent) {
    Decision decision;
    try {
      decision =
          past.account()
              .decideAndApply(intent.command(), past.context(intent.occurredAt(), intent.actor()));
    } catch (Refusal refusal) {
      return;
    }
    var expected = new ArrayList<ThresholdReached>();
    var told = new ArrayList<AccountEvent>();
    Movement last = null;
    Account before = past.account();
    for (AccountEvent event : decision.events()) {
      Account after = before.apply(event);
      if (event instanceof MovesQuota moving && !moving.movements().isEmpty()) {
        last = moving.movements().getLast();
        expected.addAll(passed(moving, before, after, past.now()));
      }
      if (event instanceof ThresholdReached) {
        told.add(event);
      }
      before = after;
    }
    noticed += expected.size();
    assertThat(told).as("%s at %s", intent, past.now()).isEqualTo(expected);
    if (decision.balance() != null) {
      balances++;
      assertThat(decision.balance())
          .isEqualTo(
              Entitlements.moved(
                  decision.after().state(), Objects.requireNonNull(last), past.now()));
    }
  }

  private static List<ThresholdReached> passed(
      MovesQuota moving, Account before, Account after, Instant now) {
    var passed = new LinkedHashSet<ThresholdReached>();
    for (Movement one : moving.movements()) {
      Balance then = balance(after, one, now);
      if (one.kind() == Movement.Kind.CONSUMED
          && then != null
          && then.window().equals(one.window())) {
        for (int percent : percents(then)) {
          if (!percents(balance(before, one, now)).contains(percent)) {
            passed.add(
                new ThresholdReached(one.effectiveAt(), one.entitlement(), one.window(), percent));
          }
        }
      }
    }
    return List.copyOf(passed);
  }

  private static @Nullable Balance balance(Account account, Movement one, Instant now) {
    return Entitlements.moved(account.state(), one.entitlement(), one.effectiveAt(), now);
  }

  private static List<Integer> percents(@Nullable Balance balance) {
    return balance == null || balance.thresholds() == null ? List.of() : balance.thresholds();
  }
}
