package org.entitlementledger.api.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.entitlementledger.api.json.JsonSchemas;
import org.entitlementledger.api.json.RecordReader;
import org.entitlementledger.api.json.StrictJson;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.team.TeamCommand.AssignCsa;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {
  private static final Map<String, String> ACME = Map.of("accountId", "acme");

  private static <C extends AccountCommand> CommandReader.Read<C> read(
      Class<C> type, String json, Map<String, String> ids) {
    return CommandReader.read(type, StrictJson.object(json.getBytes(UTF_8)), ids);
  }

  private static Refusal refusal(Class<? extends AccountCommand> type, String json) {
    try {
      read(type, json, ACME);
    } catch (Refusal refusal) {
      return refusal;
    }
    throw new AssertionError("was taken: " + json);
  }

  private static void refuses(Class<? extends AccountCommand> type, String json, String field) {
    Refusal refusal = refusal(type, json);
    assertThat(refusal.facts()).as(json).containsEntry("field", field);
    assertThat(refusal.problem().slug()).isEqualTo("validation");
  }

  @Test
  void bindsFieldsAndTheIdsOfThePath() {
    var read =
        read(
            PurchaseContract.class,
            """
            {"contractId": "c-1", "tier": "advanced", "startsOn": "2025-03-15", "termMonths": 12,
             "price": {"amount": "1799.99", "currency": "USD"}, "orderReference": null,
             "occurredAt": "2025-03-14T10:00:00+02:00", "reason": "won"}
            """,
            ACME);
    assertThat(read.command())
        .isEqualTo(
            new PurchaseContract(
                "acme",
                "c-1",
                "advanced",
                LocalDate.of(2025, 3, 15),
                null,
                12,
                null,
                Money.parse("price", "1799.99", "USD")));
    assertThat(read.occurredAt()).isEqualTo(new When.At(Instant.parse("2025-03-14T08:00:00Z")));
    assertThat(read.reason()).isEqualTo("won");
  }

  @Test
  void bindsPeopleAndLists() {
    var call =
        read(
            LogProgressCall.class,
            """
            {"attendees": [{"id": "ann", "name": "Ann"}, {"id": "bob"}], "durationMinutes": 3e1,
             "occurredAt": "2025-03-17"}
            """,
            ACME);
    assertThat(call.command().people())
        .containsExactly(new Person("ann", "Ann", null), new Person("bob", null, null));
    assertThat(call.command().durationMinutes()).isEqualTo(30);
    assertThat(call.occurredAt()).isEqualTo(new When.On(LocalDate.of(2025, 3, 17)));
    var vouchers =
        read(IssueVoucher.class, "{\"quantity\": 2.0, \"codes\": [\"A\", \"B\"]}", ACME).command();
    assertThat(vouchers.quantity()).isEqualByComparingTo(new BigDecimal(2));
    assertThat(vouchers.codes()).isEqualTo(List.of("A", "B"));
  }

  @Test
  void makesTheIdOfAnAccountThatHasNone() {
    var open = read(OpenAccount.class, "{\"name\": \"Acme\"}", Map.of()).command();
    assertThat(UUID.fromString(open.accountId())).isNotNull();
    var named = read(OpenAccount.class, "{\"name\": \"Acme\", \"accountId\": \"acme\"}", Map.of());
    assertThat(named.command().accountId()).isEqualTo("acme");
  }

  @Test
  void takesNoIdTwice() {
    refuses(IssueVoucher.class, "{\"quantity\": 1, \"accountId\": \"acme\"}", "accountId");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                              | quantity
          {"quantity": null}                              | quantity
          {"quantity": "1"}                               | quantity
          {"quantity": true}                              | quantity
          {"quantity": [1]}                               | quantity
          {"quantity": {}}                                | quantity
          {"quantity": 0}                                 | quantity
          {"quantity": -1}                                | quantity
          {"quantity": 1.5}                               | quantity
          {"quantity": 100000000000000000000}             | quantity
          {"quantity": 1e400}                             | quantity
          {"quantity": 1e-400}                            | quantity
          {"quantity": 1e999999999}                       | quantity
          {"quantity": 1e-999999999}                      | quantity
          {"quantity": 1e9999999999999}                   | body
          {"quantity": 1, "quantity": 1}                  | quantity
          {"quantity": 1, "amount": 1}                    | amount
          {"quantity": 1, "Quantity": 1}                  | Quantity
          {"quantity": 1, "codes": "A"}                   | codes
          {"quantity": 1, "codes": [1]}                   | codes[0]
          {"quantity": 1, "codes": [null]}                | codes[0]
          {"quantity": 1, "codes": ["a b"]}               | codes
          {"quantity": 1, "certification": 7}             | certification
          {"quantity": 1, "certification": ""}            | certification
          {"quantity": 1, "certification": "a\\u0000b"}   | certification
          {"quantity": 1, "certification": "a\\ud800b"}   | certification
          {"quantity": 1, "occurredAt": "2025-02-30"}     | occurredAt
          {"quantity": 1, "occurredAt": "2025-03-17T10:00:00"} | occurredAt
          {"quantity": 1, "occurredAt": "yesterday"}      | occurredAt
          {"quantity": 1, "occurredAt": "2025-03-17T10:00:00.1234567890Z"} | occurredAt
          {"quantity": 1, "occurredAt": "1969-12-31T23:59:59Z"} | occurredAt
          {"quantity": 1, "occurredAt": "+10000-01-01T00:00:00Z"} | occurredAt
          {"quantity": 1, "occurredAt": 1742205600}       | occurredAt
          {"quantity": 1, "reason": ["x"]}                | reason
          {"quantity": 1} {}                              | body
          {"quantity": 1} x                               | body
          {"quantity": 1                                  | body
          {"quantity": 01}                                | body
          {"quantity": NaN}                               | body
          {'quantity': 1}                                 | body
          {"quantity": 1,}                                | body
          {"quantity": 1 /* one */}                       | body
          [1]                                             | body
          1                                               | body
          null                                            | body
          quantity=1                                      | body
          """)
  void refusesWhatDoesNotFit(String json, String field) {
    refuses(IssueVoucher.class, json, field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"amount": 1799.99, "currency": "USD"}          | price.amount
          {"amount": "1799.999", "currency": "USD"}       | price.amount
          {"amount": "-1", "currency": "USD"}             | price.amount
          {"amount": "1e3", "currency": "USD"}            | price.amount
          {"amount": "1", "currency": "usd"}              | price.currency
          {"amount": "1", "currency": "XXX"}              | price.currency
          {"amount": "1"}                                 | price.currency
          {"currency": "USD"}                             | price.amount
          {"amount": null, "currency": "USD"}             | price.amount
          {"amount": "1", "currency": "USD", "cents": 1}  | price.cents
          "1 USD"                                         | price
          """)
  void refusesMoneyThatIsNone(String price, String field) {
    refuses(
        PurchaseContract.class,
        """
        {"tier": "advanced", "startsOn": "2025-03-15", "termMonths": 12, "price": %s}
        """
            .formatted(price),
        field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "-2147483649", "1.5", "1e10", "1e-1", "1e999999999"})
  void refusesNumbersThatAreNoIntegers(String number) {
    refuses(LogProgressCall.class, "{\"durationMinutes\": " + number + "}", "durationMinutes");
  }

  @Test
  void namesTheFieldOfANestedRecord() {
    refuses(AssignCsa.class, "{\"person\": {\"id\": \"a b\"}}", "person.id");
    refuses(AssignCsa.class, "{\"person\": {\"name\": \"Ann\"}}", "person.id");
    refuses(AssignCsa.class, "{\"person\": {\"id\": \"ann\", \"phone\": \"1\"}}", "person.phone");
    refuses(
        LogProgressCall.class,
        "{\"attendees\": [{\"id\": \"ann\"}, {\"id\": \"bob\", \"name\": \"\"}]}",
        "attendees[1].name");
  }

  @Test
  void boundsDepth() {
    String deep = "{\"attendees\": " + "[".repeat(1_000) + "]".repeat(1_000) + "}";
    refuses(LogProgressCall.class, deep, "body");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] latin =
        "{\"name\": \"M\u00fcller\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> StrictJson.object(latin));
  }

  @Test
  void neverRepeatsWhatCannotBeShown() {
    Refusal refusal = refusal(IssueVoucher.class, "{\"quantity\": 1, \"a\\nb\": 1}");
    assertThat(refusal.facts()).containsEntry("field", "a\ufffdb");
    String tooLong = "x".repeat(10_000);
    Refusal second = refusal(IssueVoucher.class, "{\"" + tooLong + "\": 1}");
    assertThat(second.detail()).hasSizeLessThan(300);
  }

  @Test
  void knowsEveryComponentOfEveryCommand() {
    EventNames.commands()
        .forEach(
            (name, type) ->
                assertThat(CommandSchemas.of(type, List.of(), JsonSchemas.REQUESTS))
                    .as(name)
                    .containsKeys("properties"));
    assertThatThrownBy(() -> RecordReader.text("x", Object.class, "x"))
        .isInstanceOf(IllegalStateException.class);
  }
}
