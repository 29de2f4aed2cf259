package org.entitlementledger.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Hours.KEY;
import static org.entitlementledger.core.Hours.account;
import static org.entitlementledger.core.Hours.figures;
import static org.entitlementledger.core.Hours.use;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Commands;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.Hours;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.usage.UsageCommand.RecordUsage;
import org.entitlementledger.core.usage.UsageCommand.ReverseUsage;
import org.entitlementledger.core.usage.UsageEvent.UsageRecorded;
import org.entitlementledger.core.usage.UsageEvent.UsageReversed;
import org.junit.jupiter.api.Test;

/** The use of units and its reversal. */
class UsageTest {
  private static final String NOW = "2025-03-01T12:00:00Z";
  private static final Instant AT = Instant.parse(NOW);
  private static final ReverseUsage REVERSE = new ReverseUsage(ACCOUNT, "u1");

  private static AccountFixture hours() {
    return account("calendar-month", "", "10").now(NOW);
  }

  private static Movement moved(Movement.Kind kind, String quantity, Instant time) {
    var march =
        new Window(Instant.parse("2025-03-01T00:00:00Z"), Instant.parse("2025-04-01T00:00:00Z"));
    return Movement.of(
        kind,
        KEY,
        new Source(Source.Kind.ALLOWANCE, "c1/2025-03-01T00:00:00Z"),
        march,
        new Quantity(new BigDecimal(quantity)),
        time);
  }

  @Test
  void consumesAQuantity() {
    AccountFixture account =
        hours()
            .when(use("u1", "2.5"))
            .then(
                new UsageRecorded(
                    AT,
                    "u1",
                    KEY,
                    new Quantity(new BigDecimal("2.5")),
                    List.of(moved(Movement.Kind.CONSUMED, "2.5", AT))));
    assertThat(figures(account, NOW))
        .isEqualTo("granted 10 adjusted 0 consumed 2.5 held 0 lapsed 0 overage 0 available 7.5");
  }

  @Test
  void consumesTheLastAndNotMore() {
    AccountFixture account = hours().given(use("9.9"));
    assertThat(account.when(use("0.2")).refused(Problem.QUOTA_EXHAUSTED).facts())
        .containsEntry("requested", new Quantity(new BigDecimal("0.2")))
        .containsEntry("available", new Quantity(new BigDecimal("0.1")))
        .containsEntry("resetsAt", Instant.parse("2025-04-01T00:00:00Z"));
    account.given(use("0.1"));
    assertThat(account.available(KEY)).isEqualTo("0");
  }

  @Test
  void isInTheScaleOfTheTerms() {
    assertThat(hours().when(use("0.25")).refused(Problem.VALIDATION).facts())
        .containsEntry("field", "quantity");
    hours().when(use("u1", "0.25")).effective("2024-01-01").refused(Problem.NO_CONTRACT_IN_FORCE);
    hours().given(use("0.50"));
  }

  @Test
  void isOfTheKindUnitsAndListedByTheTier() {
    AccountFixture account =
        AccountFixture.opened("UTC", "2025-03-15T00:00:00Z")
            .given(Commands.purchase("c1", "advanced", "2025-03-15"));
    for (String key : List.of("accelerator", "education-discount", "csa", "hours", "")) {
      assertThat(
              account
                  .when(new RecordUsage(ACCOUNT, "u1", key, BigDecimal.ONE))
                  .refused(Problem.NOT_ENTITLED)
                  .facts())
          .containsEntry("entitlement", key)
          .containsEntry("tier", "advanced");
    }
  }

  @Test
  void isBoundByIdContractFutureAndBackdating() {
    AccountFixture account = hours();
    account
        .when(use("u1", "1"))
        .effective("2025-03-01T12:00:00.000001Z")
        .refused(Problem.FUTURE_DATED);
    account.when(use("u1", "1")).effective("2024-12-31").refused(Problem.NO_CONTRACT_IN_FORCE);
    account
        .when(use("u1", "1"))
        .effective("2025-01-30T11:59:59.999999Z")
        .refused(Problem.BACKDATING_LIMIT);
    account.when(use("u1", "1")).effective("2025-01-30T12:00:00Z").accepted();
    assertThat(account.when(use("u1", "1")).refused(Problem.DUPLICATE).facts())
        .containsEntry("usageId", "u1");
    account.now("2026-01-01T00:00:00Z").when(use("1")).refused(Problem.NO_CONTRACT_IN_FORCE);
    Form.refused("usageId", () -> use("u 1", "1"));
  }

  @Test
  void aReversalReturnsTheWholeToTheVerySources() {
    AccountFixture account = hours().given(Hours.grant("g", "2", "2025-03-20"), use("u1", "5"));
    account
        .when(REVERSE)
        .then(
            new UsageReversed(
                AT,
                "u1",
                List.of(
                    Movement.of(
                        Movement.Kind.RETURNED,
                        KEY,
                        new Source(Source.Kind.GRANT, "g"),
                        moved(Movement.Kind.RETURNED, "1", AT).window(),
                        Quantity.of(2),
                        AT),
                    moved(Movement.Kind.RETURNED, "3", AT))));
    assertThat(figures(account, NOW))
        .isEqualTo("granted 12 adjusted 0 consumed 0 held 0 lapsed 0 overage 0 available 12");
  }

  @Test
  void aReversalMayBeDatedLaterAndNeverBefore() {
    AccountFixture account = hours().given(use("u1", "5")).now("2025-03-20T00:00:00Z");
    assertThat(
            account
                .when(REVERSE)
                .effective("2025-03-01T11:59:59.999999Z")
                .refused(Problem.VALIDATION)
                .facts())
        .containsEntry("earliest", AT);
    account.when(REVERSE).effective("2025-03-20T00:00:00.000001Z").refused(Problem.FUTURE_DATED);
    account.when(REVERSE).effective("2025-03-20").accepted();
    assertThat(account.events().getLast().occurredAt()).isEqualTo("2025-03-20T00:00:00Z");
  }

  @Test
  void aReversalHappensOnceAndIsItselfNotReversed() {
    AccountFixture account = hours().given(use("u1", "5"));
    assertThat(account.when(REVERSE).accepted()).hasSize(1);
    for (int again = 0; again < 2; again++) {
      assertThat(account.when(REVERSE).refused(Problem.ALREADY_CORRECTED).facts())
          .containsEntry("usageId", "u1");
    }
    account.when(use("u1", "1")).refused(Problem.DUPLICATE);
    assertThat(account.available(KEY)).isEqualTo("10");
  }

  @Test
  void aReversalNeedsAUseOfThisVeryAccount() {
    hours().given(use("u2", "1")).when(REVERSE).refused(Problem.NOT_FOUND);
    hours().given(Hours.hold("u1", "1")).when(REVERSE).refused(Problem.NOT_FOUND);
    hours().given(Hours.grant("u1", "1", null)).when(REVERSE).refused(Problem.NOT_FOUND);
  }

  @Test
  void aReversalIsNotBoundByTheBackdatingLimitOrTheContract() {
    AccountFixture account = hours().given(use("u1", "5")).now("2027-01-01T00:00:00Z");
    account.when(REVERSE).accepted();
    assertThat(account.available(KEY, NOW)).isEqualTo("10");
  }
}
