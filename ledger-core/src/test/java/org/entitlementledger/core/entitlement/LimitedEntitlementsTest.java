package org.entitlementledger.core.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.purchase;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Grants, holds and adjustments are for every entitlement with a limit (DOMAIN.md, "Quota"). */
class LimitedEntitlementsTest {
  private static final String NOW = "2025-03-01T12:00:00Z";

  private static final Catalogue CATALOGUE =
      CatalogueFile.parse(
          """
          catalogue: trade
          versions:
            - version: "1"
              effectiveFrom: 2025-01-01
              policies: { period: contract-year, backdating: P10D }
              entitlements:
                hours: { kind: units, unit: hour, scale: 1 }
                seats: { kind: units, unit: seat }
                api-call: { kind: units, unit: call }
                workshop: { kind: session }
                education-discount: { kind: discount }
              tiers:
                small:
                  rank: 1
                  entitlements:
                    hours: { limit: 10 }
                    api-call: { limit: unlimited }
                    workshop: { limit: 4 }
                    education-discount: { percent: 10 }
          """);

  /** Makes a command with the id {@code x} about a quantity of a key. */
  enum Sort {
    GRANT {
      @Override
      AccountCommand of(String key, String quantity, @Nullable When ends) {
        return new GrantTopUp(
            ACCOUNT, "x", key, new BigDecimal(quantity), "PO-1", null, ends, null, null, null);
      }
    },
    HOLD {
      @Override
      AccountCommand of(String key, String quantity, @Nullable When ends) {
        return new PlaceHold(ACCOUNT, "x", key, new BigDecimal(quantity), ends);
      }
    },
    ADJUSTMENT {
      @Override
      AccountCommand of(String key, String quantity, @Nullable When ends) {
        return new RequestAdjustment(
            ACCOUNT, "x", key, new BigDecimal(quantity), null, ends, null, null, null);
      }
    };

    abstract AccountCommand of(String key, String quantity, @Nullable When ends);

    AccountCommand of(String key, String quantity) {
      return of(key, quantity, null);
    }
  }

  static Stream<Sort> sorts() {
    return Stream.of(Sort.values());
  }

  private static AccountFixture opened() {
    return AccountFixture.opened("UTC", "2025-01-15T00:00:00Z", CATALOGUE).now(NOW);
  }

  private static AccountFixture account() {
    return opened()
        .now("2025-01-15T00:00:00Z")
        .given(purchase("c1", "small", "2025-01-15"))
        .now(NOW);
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void areInForceWithTheContract(Sort sort) {
    AccountCommand one = sort.of("hours", "1");
    opened().when(one).because("error").refused(Problem.NO_CONTRACT_IN_FORCE);
    account()
        .when(one)
        .because("error")
        .effective("2025-01-14T23:59:59.999999Z")
        .refused(Problem.NO_CONTRACT_IN_FORCE);
    account().when(one).because("error").accepted();
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void areCountedAndLimited(Sort sort) {
    for (String key : List.of("seats", "education-discount", "hour")) {
      assertThat(
              account()
                  .when(sort.of(key, "1"))
                  .because("error")
                  .refused(Problem.NOT_ENTITLED)
                  .facts())
          .containsEntry("entitlement", key)
          .containsEntry("tier", "small");
    }
    assertThat(
            account()
                .when(sort.of("api-call", "1"))
                .because("error")
                .refused(Problem.VALIDATION)
                .facts())
        .containsEntry("field", "entitlement");
    account().when(sort.of("workshop", "1")).because("error").accepted();
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void haveTheScaleOfTheTerms(Sort sort) {
    account().when(sort.of("hours", "0.1")).because("error").accepted();
    account().when(sort.of("hours", "1.50")).because("error").accepted();
    assertThat(
            account()
                .when(sort.of("hours", "0.05"))
                .because("error")
                .refused(Problem.VALIDATION)
                .facts())
        .containsEntry("field", "quantity");
    account().when(sort.of("workshop", "1.5")).because("error").refused(Problem.VALIDATION);
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void areLateWithinTheLimitAndNotAhead(Sort sort) {
    AccountCommand one = sort.of("hours", "1");
    account().when(one).because("error").effective("2025-02-19T12:00:00Z").accepted();
    assertThat(
            account()
                .when(one)
                .because("error")
                .effective("2025-02-19T11:59:59.999999Z")
                .refused(Problem.BACKDATING_LIMIT)
                .facts())
        .containsEntry("backdating", "P10D");
    account()
        .when(one)
        .because("error")
        .effective("2025-03-01T12:00:00.000001Z")
        .refused(Problem.FUTURE_DATED);
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void haveAnIdThatIsUsedOnce(Sort sort) {
    AccountFixture account = account();
    account.when(sort.of("hours", "1")).because("error").accepted();
    account.when(sort.of("hours", "1")).because("error").refused(Problem.DUPLICATE);
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void endAfterTheyStart(Sort sort) {
    When atOnce = AccountFixture.parse(NOW);
    When next = AccountFixture.parse("2025-03-01T12:00:00.000001Z");
    When sameDay = AccountFixture.parse("2025-03-01");
    for (When end : List.of(atOnce, sameDay)) {
      assertThat(
              account()
                  .when(sort.of("hours", "1", end))
                  .because("error")
                  .refused(Problem.VALIDATION)
                  .facts())
          .containsEntry("field", "expiresAt");
    }
    account().when(sort.of("hours", "1", next)).because("error").accepted();
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void haveAQuantity(Sort sort) {
    Form.refused("quantity", () -> sort.of("hours", "0"));
    Form.refused("quantity", () -> sort.of("hours", "0.0000000000001"));
    Form.refused("quantity", () -> sort.of("hours", "1000000000000"));
    Form.refused("quantity", () -> sort.of("hours", "1e1000000000"));
    assertThat(sort.of("hours", "999999999999.9")).isNotNull();
  }

  /** API.md, "Errors": validation comes before all else, as far as there are terms. */
  @ParameterizedTest
  @MethodSource("sorts")
  void areRefusedForTheirFormBeforeAllElse(Sort sort) {
    AccountFixture account = account();
    account.when(sort.of("hours", "1")).because("error").accepted();
    for (String key : List.of("hours", "api-call")) {
      AccountCommand wrong = sort.of(key, "0.05");
      account.when(wrong).because("error").refused(Problem.VALIDATION);
      account.when(wrong).because("error").effective("2025-01-15").refused(Problem.VALIDATION);
      account.when(wrong).because("error").effective("2025-03-02").refused(Problem.VALIDATION);
    }
  }
}
