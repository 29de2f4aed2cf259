package org.entitlementledger.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.entitlementledger.core.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact money with its currency's decimals (FINANCE.md, "Money"). */
class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "0,                  USD, 0.00",
    "0.01,               USD, 0.01",
    "1799.9,             USD, 1799.90",
    "200,                JPY, 200",
    "1.001,              KWD, 1.001",
    "0.0001,             CLF, 0.0001",
    "999999999999999,    JPY, 999999999999999",
    "999999999999999.99, EUR, 999999999999999.99",
    "007,                EUR, 7.00",
  })
  void isReadWithTheDecimalsOfItsCurrency(String amount, String currency, String digits) {
    Money money = Money.parse("price", amount, currency);
    assertThat(money.digits()).isEqualTo(digits);
    assertThat(money).hasToString(digits + " " + currency);
    assertThat(money).isEqualTo(new Money(new BigDecimal(amount), currency));
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "1.005,USD",
        "1.5,JPY",
        "1.0001,KWD",
        "1000000000000000,USD",
        "1000000000000000,JPY",
        "-1.00,USD",
        "+1.00,USD",
        "-0,USD",
        "1e3,USD",
        ".5,USD",
        "5.,USD",
        "'1,000.00',USD",
        "'',USD",
        " 1,USD",
        "0x1,USD",
        "NaN,USD",
        "١,USD",
        "1.0000000,USD"
      })
  void isRefusedInAnotherForm(String amount, String currency) {
    Form.refused("price.amount", () -> Money.parse("price", amount, currency));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "usd", "US", "USDX", "ABC", "XXQ", "XAU", "XXX", "XTS", "€", " USD"})
  void needsACurrencyThatExistsAndHasDecimals(String currency) {
    Form.refused("price.currency", () -> Money.parse("price", "1", currency));
  }

  @ParameterizedTest
  @CsvSource({
    "1999.99, USD, 10,      200.00",
    "1999.99, USD, 20,      400.00",
    "0.05,    USD, 10,      0.01",
    "0.04,    USD, 10,      0.00",
    "0.14,    USD, 10,      0.01",
    "0.15,    USD, 10,      0.02",
    "15,      JPY, 10,      2",
    "14,      JPY, 10,      1",
    "0.005,   KWD, 10,      0.001",
    "100.00,  USD, 0,       0.00",
    "100.00,  USD, 100,     100.00",
    "100.00,  USD, 12.3456, 12.35",
  })
  void aShareIsRoundedOnceHalfUp(String amount, String currency, BigDecimal percent, String share) {
    Money money = Money.parse("price", amount, currency);
    Money part = money.percent(percent);
    assertThat(part.digits()).isEqualTo(share);
    assertThat(money.minus(part).amount().add(part.amount())).isEqualTo(money.amount());
  }

  @Test
  void isOfOneCurrency() {
    Money dollars = Money.parse("price", "1", "USD");
    Money euros = Money.parse("price", "1", "EUR");
    assertThatIllegalArgumentException().isThrownBy(() -> dollars.minus(euros));
    assertThat(dollars.minus(Money.parse("price", "2", "USD")).digits()).isEqualTo("-1.00");
    assertThatThrownBy(() -> new Money(new BigDecimal("1.005"), "USD"))
        .isInstanceOf(ArithmeticException.class);
  }
}
