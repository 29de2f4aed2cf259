package org.entitlementledger.core.education;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountStory.ACCOUNT;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.education.EducationCommand.OrderEducation;
import org.entitlementledger.core.education.EducationCommand.ReverseEducationOrder;
import org.entitlementledger.core.education.EducationEvent.EducationOrderReversed;
import org.entitlementledger.core.education.EducationEvent.EducationOrdered;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Education orders and their credit notes. */
class EducationOrderTest {
  private static final String NOW = "2025-06-01T12:00:00Z";
  private static final EducationCommand REVERSE = new ReverseEducationOrder(ACCOUNT, "o1");

  private static Money money(String amount, String currency) {
    return Money.parse("listPrice", amount, currency);
  }

  private static OrderEducation order(String day, String amount, String currency) {
    return new OrderEducation(ACCOUNT, "o1", LocalDate.parse(day), money(amount, currency));
  }

  private static OrderEducation order(String day) {
    return order(day, "1000.00", "USD");
  }

  private static AccountStory advanced() {
    return AccountStory.opened(NOW).buys("advanced", "2025-03-15");
  }

  @Test
  void isDiscountedByThePercentageOfItsDate() {
    var story = advanced();
    story
        .when(order("2025-06-01"))
        .then(
            new EducationOrdered(
                Instant.parse("2025-06-01T00:00:00Z"),
                "o1",
                LocalDate.of(2025, 6, 1),
                money("1000.00", "USD"),
                BigDecimal.TEN,
                money("100.00", "USD"),
                money("900.00", "USD")));
    assertThat(story.status()).isEqualTo("ordered");
    assertThat(LedgerJson.mapper().writeValueAsString(story.item()))
        .contains("\"percent\":\"10\"", "\"discount\":{\"amount\":\"100.00\"");
  }

  @ParameterizedTest
  @CsvSource({
    "0.05, USD, 0.01, 0.04",
    "0.04, USD, 0.00, 0.04",
    "0.00, USD, 0.00, 0.00",
    "15, JPY, 2, 13",
    "14, JPY, 1, 13",
    "0.005, KWD, 0.001, 0.004",
    "999999999999999.99, USD, 100000000000000.00, 899999999999999.99"
  })
  void isRoundedOnceHalfUp(String list, String currency, String discount, String net) {
    var story = advanced().given(order("2025-06-01", list, currency));
    var ordered = (EducationOrder) story.item();
    assertThat(ordered.discount().digits()).isEqualTo(discount);
    assertThat(ordered.net().digits()).isEqualTo(net);
  }

  @Test
  void needsAContractThatDiscounts() {
    AccountStory.opened(NOW).when(order("2025-06-01")).refused(Problem.NO_CONTRACT_IN_FORCE);
    advanced()
        .now("2025-03-20T00:00:00Z")
        .when(order("2025-03-14"))
        .refused(Problem.NO_CONTRACT_IN_FORCE);
    advanced().now("2025-03-20T00:00:00Z").given(order("2025-03-15"));
    var bare =
        CatalogueFile.parse(
            """
            catalogue: other
            versions:
              - version: "1"
                effectiveFrom: 2025-01-01
                entitlements: { advisory: { name: Advisory, kind: activity } }
                tiers: { bare: { name: Bare, rank: 1, entitlements: { advisory: {} } } }
            """);
    AccountStory.opened(NOW, bare)
        .buys("bare", "2025-03-15")
        .when(order("2025-06-01"))
        .refused(Problem.NOT_ENTITLED, "entitlement", "education-discount");
  }

  @Test
  void isNeitherAheadNorTooLate() {
    advanced().when(order("2025-06-02")).refused(Problem.FUTURE_DATED);
    advanced().when(order("2025-05-02")).refused(Problem.BACKDATING_LIMIT);
    advanced().given(order("2025-05-03"));
    advanced()
        .when(order("2025-06-01"))
        .effective("2025-06-01T12:00:00Z")
        .refused(Problem.VALIDATION);
  }

  @Test
  void anIdIsUsedOnce() {
    advanced()
        .given(order("2025-06-01"))
        .when(order("2025-06-01"))
        .refused(Problem.DUPLICATE, "orderId", "o1");
    Form.refused(
        "orderId",
        () -> new OrderEducation(ACCOUNT, "o 1", LocalDate.of(2025, 6, 1), money("1.00", "USD")));
  }

  @Test
  void isReversedOnceByANoteOfItsOwnDate() {
    var story = advanced().given(order("2025-06-01")).now("2025-12-01T00:00:00Z");
    story
        .when(REVERSE)
        .then(
            new EducationOrderReversed(
                Instant.parse("2025-12-01T00:00:00Z"),
                "o1",
                money("1000.00", "USD"),
                BigDecimal.TEN,
                money("100.00", "USD"),
                money("900.00", "USD")));
    assertThat(story.status()).isEqualTo("reversed");
    story.when(REVERSE).refused(Problem.ALREADY_CORRECTED, "orderId", "o1");
    advanced().when(REVERSE).refused(Problem.NOT_FOUND, "orderId", "o1");
  }

  @Test
  void aNoteIsNotBeforeTheOrderAndNotAhead() {
    advanced()
        .given(order("2025-06-01"))
        .when(REVERSE)
        .effective("2025-05-31T23:59:59.999999Z")
        .refused(Problem.VALIDATION, "field", "occurredAt");
    advanced().given(order("2025-06-01")).when(REVERSE).effective("2025-06-01T00:00:00Z").then();
    advanced()
        .given(order("2025-06-01"))
        .when(REVERSE)
        .effective("2025-06-01T12:00:00.000001Z")
        .refused(Problem.FUTURE_DATED);
  }
}
