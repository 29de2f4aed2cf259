package org.entitlementledger.core.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.AccountFixture.parse;
import static org.entitlementledger.core.Hours.KEY;
import static org.entitlementledger.core.Hours.account;
import static org.entitlementledger.core.Hours.figures;
import static org.entitlementledger.core.Hours.hold;
import static org.entitlementledger.core.Hours.use;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.hold.HoldCommand.ConfirmHold;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.entitlementledger.core.hold.HoldEvent.HoldConfirmed;
import org.entitlementledger.core.hold.HoldEvent.HoldPlaced;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds and what becomes of them. What is refused as for every limit: LimitedEntitlementsTest. */
class HoldTest {
  private static final String NOW = "2025-03-01T12:00:00Z";
  private static final ReleaseHold RELEASE = new ReleaseHold(ACCOUNT, "h");
  private static final ConfirmHold CONFIRM = confirm(null);

  private static AccountFixture hours() {
    return account("calendar-month", "", "10").now(NOW);
  }

  private static PlaceHold until(String ends) {
    return new PlaceHold(ACCOUNT, "h", KEY, new BigDecimal("4"), parse(ends));
  }

  private static ConfirmHold confirm(@Nullable String quantity) {
    return new ConfirmHold(ACCOUNT, "h", quantity == null ? null : new BigDecimal(quantity));
  }

  private static String status(AccountFixture account, String time) {
    Reservation one = AccountFixture.there(account.account().reservations().byId().get("h"));
    return one.status(Instant.parse(time), account.account().contracts());
  }

  @Test
  void oneIsHeldUntilTheContractEnds() {
    AccountFixture account = hours();
    var event = (HoldPlaced) account.when(hold("h", "4")).accepted().getFirst();
    assertThat(event.expiresAt()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(figures(account, NOW))
        .isEqualTo("granted 10 adjusted 0 consumed 0 held 4 lapsed 0 overage 0 available 6");
    assertThat(status(account, "2025-12-31T23:59:59.999999Z")).isEqualTo("held");
    assertThat(status(account, "2026-01-01T00:00:00Z")).isEqualTo("expired");
    Form.refused("holdId", () -> hold("h/1", "1"));
  }

  @Test
  void neverMoreIsHeldThanThereIs() {
    hours().given(use("6.1")).when(hold("h", "4")).refused(Problem.QUOTA_EXHAUSTED);
    hours().given(use("6")).when(hold("h", "4")).accepted();
    AccountFixture over = account("calendar-month", "overage: allow", "10").now(NOW);
    over.when(hold("h", "10.1")).refused(Problem.QUOTA_EXHAUSTED);
    AccountFixture asking = account("calendar-month", "overage: approve", "10").now(NOW);
    asking.when(hold("h", "10.1")).refused(Problem.QUOTA_EXHAUSTED);
  }

  @Test
  void aConfirmationConsumesInTheWindowOfTheHold() {
    AccountFixture account = hours().given(hold("h", "4")).now("2025-04-10T00:00:00Z");
    var event = (HoldConfirmed) account.when(CONFIRM).accepted().getFirst();
    assertThat(event.quantity()).isEqualTo(Quantity.of(4));
    assertThat(figures(account, NOW).replaceAll("lapsed.*", ""))
        .isEqualTo("granted 10 adjusted 0 consumed 4 held 0 ");
    assertThat(account.available(KEY)).isEqualTo("10");
    assertThat(status(account, "2025-04-10T00:00:00Z")).isEqualTo("confirmed");
  }

  /** DOMAIN.md, "Time": the limit binds what moves quota; a release gives back. */
  @Test
  void aConfirmationIsNotToldTooLate() {
    AccountFixture account = hours().given(hold("h", "4")).now("2025-04-20T12:00:00Z");
    account
        .when(CONFIRM)
        .effective("2025-03-21T11:59:59.999999Z")
        .refused(Problem.BACKDATING_LIMIT);
    account.when(RELEASE).effective("2025-03-21T11:59:59.999999Z").accepted();
    hours()
        .given(hold("h", "4"))
        .now("2025-04-20T12:00:00Z")
        .when(CONFIRM)
        .effective("2025-03-21T12:00:00Z")
        .accepted();
  }

  @Test
  void noMoreIsConfirmedThanIsHeld() {
    AccountFixture account = hours().given(hold("h", "4"));
    assertThat(account.when(confirm("4.1")).refused(Problem.VALIDATION).facts())
        .containsEntry("field", "quantity")
        .containsEntry("held", Quantity.of(4));
    account.when(confirm("999999999999")).refused(Problem.VALIDATION);
    assertThat(account.when(confirm("4.0")).accepted()).hasSize(1);
    assertThat(account.available(KEY)).isEqualTo("6");
    Form.refused("quantity", () -> confirm("0"));
    Form.refused("quantity", () -> confirm("-1"));
    Form.refused("quantity", () -> confirm("1000000000000"));
  }

  @Test
  void theRestOfAConfirmationInPartIsFreeAtOnce() {
    AccountFixture account = hours().given(hold("h", "4"), confirm("1.5"));
    assertThat(figures(account, NOW))
        .isEqualTo("granted 10 adjusted 0 consumed 1.5 held 0 lapsed 0 overage 0 available 8.5");
  }

  @Test
  void whatIsSettledOrOverIsFinal() {
    Map<String, AccountFixture> settled =
        Map.of(
            "confirmed", hours().given(hold("h", "4"), CONFIRM),
            "released", hours().given(hold("h", "4"), RELEASE),
            "expired", hours().given(until("2025-03-10")).now("2025-03-10T00:00:00Z"));
    settled.forEach(
        (state, account) -> {
          for (HoldCommand step : List.of(CONFIRM, confirm("1"), confirm("5"), RELEASE)) {
            assertThat(account.when(step).refused(Problem.INVALID_TRANSITION).facts())
                .containsEntry("state", state)
                .containsEntry("allowed", List.of());
          }
          account.when(confirm("0.05")).refused(Problem.VALIDATION);
        });
  }

  @Test
  void whetherItStandsIsJudgedByNow() {
    AccountFixture account = hours().given(until("2025-03-10"));
    account.now("2025-03-09T23:59:59.999999Z").when(CONFIRM).accepted();
    AccountFixture late = hours().given(until("2025-03-10")).now("2025-03-10T00:00:00Z");
    late.when(CONFIRM).effective("2025-03-05").refused(Problem.INVALID_TRANSITION);
    late.when(RELEASE).effective("2025-03-05").refused(Problem.INVALID_TRANSITION);
    assertThat(late.available(KEY)).isEqualTo("10");
  }

  @Test
  void itIsSettledBetweenItsStartAndNow() {
    for (HoldCommand step : List.of(CONFIRM, RELEASE)) {
      AccountFixture account = hours().given(hold("h", "4")).now("2025-03-05T00:00:00Z");
      assertThat(
              account
                  .when(step)
                  .effective("2025-03-01T11:59:59.999999Z")
                  .refused(Problem.VALIDATION)
                  .facts())
          .containsEntry("earliest", Instant.parse(NOW));
      account.when(step).effective("2025-03-05T00:00:00.000001Z").refused(Problem.FUTURE_DATED);
      account.when(step).effective(NOW).accepted();
    }
  }

  @Test
  void itIsOfThisVeryAccount() {
    for (HoldCommand step : List.of(CONFIRM, RELEASE)) {
      assertThat(
              hours()
                  .given(hold("other", "1"), use("h", "1"))
                  .when(step)
                  .refused(Problem.NOT_FOUND)
                  .facts())
          .containsEntry("holdId", "h");
    }
  }

  /** What is held for a program has an id that no client can name. */
  @Test
  void theHoldOfAProgramIsNotOneOfThem() {
    AccountFixture account = hours();
    account.when(new ReleaseHold(ACCOUNT, "accelerator/a1")).refused(Problem.NOT_FOUND);
  }
}
