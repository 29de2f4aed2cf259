package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.junit.jupiter.api.Test;

/** What no decision can have made is told; that all that decisions make fits is a law. */
class ReplayTest {
  private static final Instant NOW = Instant.parse("2025-03-20T09:00:00Z");
  private static final String KEY = "certification-voucher";

  private static List<AccountEvent> events(AccountCommand... commands) {
    var fresh = new CountedIds();
    var context =
        new Context(
            NOW,
            null,
            "olga",
            "because",
            null,
            null,
            CatalogueFile.builtIn(),
            (kind, ids) -> null,
            fresh);
    Account account = Account.unopened("acme");
    var events = new ArrayList<AccountEvent>();
    for (AccountCommand command : commands) {
      List<? extends AccountEvent> decided = account.decide(command, context);
      account = account.applyAll(decided);
      events.addAll(decided);
    }
    return events;
  }

  private static final OpenAccount OPEN = new OpenAccount("acme", "Acme", "UTC");
  private static final PurchaseContract BUY =
      new PurchaseContract(
          "acme", "c1", "advanced", LocalDate.parse("2025-03-15"), null, 12, null, null);

  @Test
  void takesWhatWasDecided() {
    var replay = new Replay("acme");
    for (AccountEvent event :
        events(OPEN, BUY, new LogProgressCall("acme", "one", null, null, null))) {
      assertThat(replay.take(event)).isNull();
      assertThat(replay.settle(NOW)).isNull();
    }
    assertThat(replay.account().version()).isEqualTo(3);
  }

  @Test
  void tellsABalanceBelowZero() {
    var replay = new Replay("acme");
    List<AccountEvent> events =
        events(OPEN, BUY, new LogProgressCall("acme", "one", null, null, null));
    events.forEach(replay::take);
    for (int second = 2; second <= 4; second++) {
      assertThat(replay.take(events.getLast())).isNull();
      assertThat(replay.settle(NOW)).as("of 4").isNull();
    }
    assertThat(replay.take(events.getLast())).isNull();
    assertThat(replay.settle(NOW)).contains("progress-call", "does not close");
    assertThat(replay.settle(NOW)).as("told once").isNull();
  }

  @Test
  void tellsWhatDoesNotFit() {
    List<AccountEvent> events =
        events(
            OPEN,
            BUY,
            new PlaceHold("acme", "h1", KEY, BigDecimal.TEN, null),
            new ReleaseHold("acme", "h1"));
    var replay = new Replay("acme");
    assertThat(replay.take(events.get(1))).contains("never opened");
    assertThat(replay.take(events.get(0))).isNull();
    assertThat(replay.take(events.get(0))).contains("open already");
    assertThat(replay.take(events.get(1))).isNull();
    assertThat(replay.take(events.getLast())).contains("does not fit");
    assertThat(replay.account().version()).isEqualTo(2);
  }
}
