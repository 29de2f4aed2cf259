package org.entitlementledger.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.entitlementledger.core.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact quantities (API.md, "Conventions"). */
class QuantityTest {
  private static Quantity of(String value) {
    return new Quantity(new BigDecimal(value));
  }

  @ParameterizedTest
  @CsvSource({
    "1.50, 1.5",
    "100, 100",
    "1e2, 100",
    "0.00, 0",
    "-0, 0",
    "-1.10, -1.1",
    "1e11, 100000000000",
  })
  void trailingZerosMeanNothing(String value, String same) {
    assertThat(of(value)).isEqualTo(of(same)).hasSameHashCodeAs(of(same)).hasToString(same);
  }

  @ParameterizedTest
  @CsvSource({
    "1,                         0",
    "1.0,                       0",
    "999999999999,              0",
    "1e11,                      0",
    "0.5,                       1",
    "999999999999.9,            1",
    "0.000000001,               9",
    "0.000000000001,            12",
    "999999999999.999999999999, 12",
  })
  void whatIsAskedIsAboveZeroUnderATrillionAndInTheScale(BigDecimal value, int scale) {
    assertThat(Quantity.asked("quantity", value, scale).value()).isEqualByComparingTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "0,                          0",
    "0.000,                      3",
    "-1,                         0",
    "1000000000000,              0",
    "1e12,                       0",
    "1e1000000000,               0",
    "0.5,                        0",
    "1.01,                       1",
    "999999999999.99,            1",
    "1e-13,                      12",
    "1e-1000000000,              12",
  })
  void anythingElseIsRefused(BigDecimal value, int scale) {
    Form.refused("quantity", () -> Quantity.asked("quantity", value, scale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.5", "1e12", "0.0000000000001"})
  void theFormIsCheckedBeforeTheScaleIsKnown(String value) {
    Form.refused("quantity", () -> Quantity.form("quantity", new BigDecimal(value)));
    Quantity.form("quantity", new BigDecimal("0.000000000001"));
  }

  /** Writing it out would take two thousand million digits. */
  @Test
  void aHugeExponentIsNotWrittenOut() {
    assertThat(of("1e2147483647").value().precision()).isEqualTo(1);
  }

  @Test
  void areAddedAndComparedExactly() {
    assertThat(of("0.1").plus(of("0.2"))).isEqualTo(of("0.3"));
    assertThat(of("1").minus(of("1.0"))).isEqualTo(Quantity.ZERO);
    assertThat(of("1.5").negated()).isEqualTo(of("-1.5"));
    assertThat(of("1.5").min(of("1.50"))).isEqualTo(of("1.5"));
    assertThat(of("1").min(of("2"))).isEqualTo(Quantity.ONE);
    assertThat(of("1").max(of("2"))).isEqualTo(Quantity.of(2));
    assertThat(of("-1").max(Quantity.ZERO)).isEqualTo(Quantity.ZERO);
    assertThat(of("10").compareTo(of("9.99"))).isPositive();
  }

  @Test
  void haveASign() {
    assertThat(Quantity.ZERO.isZero()).isTrue();
    assertThat(Quantity.ZERO.isPositive()).isFalse();
    assertThat(Quantity.ZERO.isNegative()).isFalse();
    assertThat(of("0.1").isPositive()).isTrue();
    assertThat(of("-0.1").isNegative()).isTrue();
    assertThat(of("-0.1").isZero()).isFalse();
  }
}
