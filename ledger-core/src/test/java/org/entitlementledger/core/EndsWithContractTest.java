package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Hours.KEY;
import static org.entitlementledger.core.Hours.account;
import static org.entitlementledger.core.Hours.buy;
import static org.entitlementledger.core.Hours.figures;
import static org.entitlementledger.core.Hours.grant;
import static org.entitlementledger.core.Hours.hold;
import static org.entitlementledger.core.Hours.use;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.accelerator.AcceleratorCommand.RequestAccelerator;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.contract.ContractCommand.WithdrawTermination;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.hold.HoldCommand.ConfirmHold;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.statement.Journal;
import org.entitlementledger.core.statement.JournalEntry;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.entitlementledger.core.statement.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Grants and holds without an end of their own end with their contract (DOMAIN.md, "Quota"). */
class EndsWithContractTest {
  private static final String NOW = "2025-03-01T12:00:00Z";
  private static final String LATER = "2025-06-10T00:00:00Z";
  private static final String WHOLE_END = "2026-01-01T00:00:00Z";

  private static AccountFixture hours() {
    return account("calendar-month", "", "10").now(NOW);
  }

  private static AccountFixture terminated(AccountFixture account, String on) {
    account
        .when(new TerminateContract(ACCOUNT, "c1", LocalDate.parse(on)))
        .because("bankrupt")
        .accepted();
    return account;
  }

  private static AccountFixture adjusted(AccountFixture account, String id) {
    account
        .when(
            new RequestAdjustment(
                ACCOUNT, id, KEY, new BigDecimal("2"), null, null, null, null, null))
        .because("goodwill")
        .accepted();
    account.when(new ApproveAdjustment(ACCOUNT, id)).by("boss").accepted();
    return account;
  }

  private static JsonNode seen(AccountFixture account, Map<String, ? extends Item> items) {
    Item item = items.values().iterator().next();
    var contracts = account.account().contracts();
    return LedgerJson.mapper().valueToTree(item.seen(Instant.parse(LATER), contracts));
  }

  private static JsonNode grantSeen(AccountFixture account) {
    return seen(account, account.account().topUps().byId());
  }

  private static JsonNode holdSeen(AccountFixture account) {
    return seen(account, account.account().reservations().byId());
  }

  private static String status(AccountFixture account, Item item, String time) {
    return item.status(Instant.parse(time), account.account().contracts());
  }

  @Test
  void aTerminationBringsTheEndsForward() {
    AccountFixture account = adjusted(hours().given(grant("g", "5", null)), "a");
    account.given(hold("h", "4"));
    terminated(account, "2025-06-01").given(buy("c2", "small", "2025-06-01"));
    assertThat(account.available(KEY, "2025-05-31T23:59:59.999999Z")).isEqualTo("17");
    assertThat(figures(account.now(LATER), LATER))
        .isEqualTo("granted 10 adjusted 0 consumed 0 held 0 lapsed 0 overage 0 available 10");
    assertThat(grantSeen(account).path("expiresAt").asString()).isEqualTo("2025-06-01T00:00:00Z");
    assertThat(holdSeen(account).path("expiresAt").asString()).isEqualTo("2025-06-01T00:00:00Z");
    assertThat(seen(account, account.account().adjustments().byId()).path("expiresAt").asString())
        .isEqualTo("2025-06-01T00:00:00Z");
    Item grant = account.account().topUps().byId().values().iterator().next();
    assertThat(status(account, grant, "2025-05-31T23:59:59.999999Z")).isEqualTo("granted");
    assertThat(status(account, grant, "2025-06-01T00:00:00Z")).isEqualTo("expired");
    Item hold = account.account().reservations().byId().values().iterator().next();
    assertThat(status(account, hold, "2025-05-31T23:59:59.999999Z")).isEqualTo("held");
    assertThat(status(account, hold, "2025-06-01T00:00:00Z")).isEqualTo("expired");
    account.when(new ConfirmHold(ACCOUNT, "h", null)).refused(Problem.INVALID_TRANSITION);
    account.when(new RevokeGrant(ACCOUNT, "g")).because("over").refused(Problem.INVALID_TRANSITION);
  }

  @Test
  void anEndOfItsOwnStays() {
    AccountFixture account = hours().given(grant("g", "5", "2026-01-01"));
    account.given(
        new PlaceHold(ACCOUNT, "h", KEY, new BigDecimal("4"), AccountFixture.parse("2026-01-01")));
    terminated(account, "2025-06-01").given(buy("c2", "small", "2025-06-01")).now(LATER);
    assertThat(account.available(KEY, LATER)).isEqualTo("15");
    assertThat(grantSeen(account).path("expiresAt").asString()).isEqualTo(WHOLE_END);
    assertThat(holdSeen(account).path("expiresAt").asString()).isEqualTo(WHOLE_END);
    account.given(new ConfirmHold(ACCOUNT, "h", null));
    assertThat(figures(account, "2025-03-31T00:00:00Z"))
        .isEqualTo("granted 15 adjusted 0 consumed 4 held 0 lapsed 0 overage 0 available 11");
  }

  @Test
  void aWithdrawnTerminationMovesThemBack() {
    AccountFixture account = terminated(hours().given(grant("g", "5", null)), "2025-06-01");
    account.given(hold("h", "4"), grant("under", "1", null));
    account.when(new WithdrawTermination(ACCOUNT, "c1")).because("saved").accepted();
    assertThat(figures(account.now(LATER), LATER))
        .isEqualTo("granted 16 adjusted 0 consumed 0 held 0 lapsed 0 overage 0 available 16");
    assertThat(account.available(KEY, "2025-12-31T23:59:59.999999Z")).isEqualTo("16");
    assertThat(grantSeen(account).path("expiresAt").asString()).isEqualTo(WHOLE_END);
    assertThat(holdSeen(account).path("expiresAt").asString()).isEqualTo(WHOLE_END);
    account.given(new ReleaseHold(ACCOUNT, "h"));
  }

  @Test
  void oneRevokedBeforeTheContractEndsStaysRevoked() {
    AccountFixture account = hours().given(grant("g", "5", null));
    account.when(new RevokeGrant(ACCOUNT, "g")).because("unpaid").accepted();
    terminated(account, "2025-06-01");
    account.when(new WithdrawTermination(ACCOUNT, "c1")).because("saved").accepted();
    assertThat(account.available(KEY, LATER)).isEqualTo("10");
  }

  @Test
  void oneMadeBetweenTheDayAndTheRecordingBelongsToNoEndedContract() {
    AccountFixture account = hours().given(grant("before", "5", null)).now("2025-03-15T12:00:00Z");
    account.given(grant("between", "3", null));
    terminated(account.now("2025-03-20T12:00:00Z"), "2025-03-10");
    account.given(buy("c2", "small", "2025-04-01")).now("2025-04-10T00:00:00Z");
    assertThat(account.available(KEY)).isEqualTo("13");
    account.given(use("12"));
    assertThat(account.available(KEY)).isEqualTo("1");
    account.when(new RevokeGrant(ACCOUNT, "between")).because("unpaid").accepted();
    assertThat(figures(account, "2025-04-10T00:00:00Z"))
        .isEqualTo("granted 13 adjusted 0 consumed 12 held 0 lapsed 1 overage 0 available 0");
  }

  /** What was drawn from it since must not come to lie after its end. */
  @Test
  void oneThatBelongsToNoEndedContractIsNotTakenByAContractBoughtSince() {
    AccountFixture account = hours().now("2025-03-15T12:00:00Z").given(grant("between", "3", null));
    terminated(account.now("2025-03-20T12:00:00Z"), "2025-03-10");
    account.given(buy("c2", "small", "2025-04-01")).now("2025-04-10T00:00:00Z").given(use("12"));
    account.given(
        new PurchaseContract(
            ACCOUNT,
            "c3",
            "small",
            LocalDate.parse("2025-03-12"),
            LocalDate.parse("2025-04-01"),
            null,
            null,
            null));
    assertThat(grantSeen(account).path("expiresAt").asString()).isEqualTo(WHOLE_END);
    assertThat(account.available(KEY)).isEqualTo("1");
  }

  /** A hold that a late termination ends is over when the contract was. */
  @Test
  void whatIsHeldIsOverWhenALateTerminationEndsTheContract() {
    AccountFixture account = hours().given(hold("h", "4"), hold("released", "1"));
    account.now("2025-03-15T12:00:00Z").given(new ReleaseHold(ACCOUNT, "released"));
    terminated(account.now("2025-03-20T12:00:00Z"), "2025-03-10");
    account.when(new ReleaseHold(ACCOUNT, "h")).refused(Problem.INVALID_TRANSITION);
    assertThat(figures(account, "2025-03-09T00:00:00Z"))
        .isEqualTo("granted 10 adjusted 0 consumed 0 held 4 lapsed 0 overage 0 available 6");
  }

  /** The month in which they were held is not part of the contract any more. */
  @Test
  void whatWasHeldMeanwhileLeavesNoLineBelowZero() {
    AccountFixture account = hours().now("2025-03-05T00:00:00Z");
    account.given(hold("released", "4"));
    account.given(
        new PlaceHold(
            ACCOUNT, "expired", KEY, new BigDecimal("3"), AccountFixture.parse("2025-03-08")));
    account.now("2025-03-07T00:00:00Z").given(new ReleaseHold(ACCOUNT, "released"));
    terminated(account.now("2025-03-10T00:00:00Z"), "2025-03-01");
    assertThat(lines(account, "2025-03-10T00:00:00Z"))
        .endsWith("lapsed 0", "held 0", "held 0", "released 0", "released 0")
        .noneMatch(line -> line.contains("-"));
  }

  /** What is held stays, also where the term that is left has fewer; it goes back at its end. */
  @Test
  void whatIsHeldGoesBackBeforeTheWindowCloses() {
    AccountFixture account =
        account("contract-year", "partialPeriod: prorate", "12").now("2025-01-05T00:00:00Z");
    account.given(hold("h", "4"));
    terminated(account, "2025-02-01");
    assertThat(lines(account, "2025-01-05T00:00:00Z")).containsExactly("granted 4", "held 0");
    assertThat(account.available(KEY)).isEqualTo("0");
    assertThat(lines(account, "2025-02-01T00:00:00Z"))
        .containsExactly("granted 4", "held 0", "released 4", "taken-back 1", "lapsed 0");
  }

  /** The ledger lines up to a time, each with what was left after it. */
  private static List<String> lines(AccountFixture account, String through) {
    var movements = new ArrayList<JournalEntry.Recorded>();
    long position = 0;
    for (AccountEvent event : account.events()) {
      position++;
      if (event instanceof MovesQuota moving) {
        var moved = moving.movements().getFirst();
        movements.add(new JournalEntry.Recorded(position, 0, "any", moved.effectiveAt(), moved));
      }
    }
    var lines =
        new Statement(
            new Journal(
                account.account().state(),
                KEY,
                Place.after(Instant.parse(through)),
                movements.iterator()));
    var left = new ArrayList<String>();
    lines.forEachRemaining(line -> left.add(line.entry().movement() + " " + line.available()));
    return left;
  }

  @Test
  void theUnitOfARequestedProgramIsHeldUntilTheContractEnds() {
    AccountFixture account =
        AccountFixture.opened("UTC", NOW).given(Commands.purchase("c1", "advanced", "2025-03-01"));
    account.given(new RequestAccelerator(ACCOUNT, "acc", "Pipelines", "Deploy daily", null));
    terminated(account, "2025-06-01").given(Commands.purchase("c2", "advanced", "2025-06-01"));
    account.now(LATER);
    assertThat(account.account().quota().holdsStandingAt(Instant.parse(LATER))).isEmpty();
  }

  /**
   * Earlier events do not say whether the end was the contract's: it was where they are the same.
   */
  @ParameterizedTest
  @ValueSource(strings = {"2026-01-01", "2025-12-31"})
  void anEarlierEventEndsWithTheContractWhereItsEndIsTheContracts(String ends) {
    AccountFixture account = hours().given(grant("g", "5", ends));
    account.given(
        new PlaceHold(ACCOUNT, "h", KEY, new BigDecimal("4"), AccountFixture.parse(ends)));
    terminated(account, "2025-06-01").given(buy("c2", "small", "2025-06-01"));
    Account replayed = Account.unopened(ACCOUNT);
    for (AccountEvent event : account.events()) {
      replayed = replayed.apply(earlier(event));
    }
    boolean same = ends.equals("2026-01-01");
    assertThat(replayed.quota().holdsStandingAt(Instant.parse(LATER))).hasSize(same ? 0 : 1);
    assertThat(
            AccountFixture.there(replayed.topUps().byId().get("g"))
                .status(Instant.parse(LATER), replayed.contracts()))
        .isEqualTo(same ? "expired" : "granted");
  }

  /** As it was stored before ends were told apart. */
  private static AccountEvent earlier(AccountEvent event) {
    String name = EventNames.of(event.getClass());
    var tree = (ObjectNode) LedgerJson.mapper().readTree(LedgerJson.write(event));
    List.of("untilContractEnd", "holdUntilContractEnd").forEach(field -> remove(tree, field));
    return LedgerJson.read(name, EventNames.REVISION, LedgerJson.mapper().writeValueAsBytes(tree));
  }

  private static void remove(JsonNode tree, String field) {
    if (tree instanceof ObjectNode object) {
      object.remove(field);
    }
    tree.forEach(inside -> remove(inside, field));
  }
}
