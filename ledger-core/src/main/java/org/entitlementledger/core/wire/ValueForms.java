package org.entitlementledger.core.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.catalogue.Recurrence;
import org.entitlementledger.core.catalogue.SupportLevel;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.progresscall.ProgressCall;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.StdConverter;

/** How the small values of the domain are written, so that the domain itself knows no JSON. */
final class ValueForms {
  private ValueForms() {}

  static JsonMapper.Builder register(JsonMapper.Builder mapper) {
    return mapper
        .addMixIn(Quantity.class, AsNumber.class)
        .addMixIn(Money.class, AsMoney.class)
        .addMixIn(Recurrence.class, AsRecurrence.class)
        .addMixIn(Kind.class, AsKey.class)
        .addMixIn(SupportLevel.Coverage.class, AsKey.class)
        .addMixIn(Movement.Kind.class, AsKey.class)
        .addMixIn(Source.Kind.class, AsKey.class)
        .addMixIn(ProgressCall.State.class, AsKey.class);
  }

  /** An enum by its key. */
  private interface AsKey {
    @JsonValue
    String key();
  }

  @JsonSerialize(converter = NumberOut.class)
  @JsonDeserialize(converter = NumberIn.class)
  private interface AsNumber {}

  @JsonSerialize(converter = MoneyOut.class)
  @JsonDeserialize(converter = MoneyIn.class)
  private interface AsMoney {}

  @JsonSerialize(converter = RecurrenceOut.class)
  @JsonDeserialize(converter = RecurrenceIn.class)
  private interface AsRecurrence {}

  /** Money as the contract has it: the amount is a string of digits. */
  private record MoneyText(String amount, String currency) {}

  private static final class NumberOut extends StdConverter<Quantity, BigDecimal> {
    @Override
    public BigDecimal convert(Quantity quantity) {
      return quantity.value();
    }
  }

  private static final class NumberIn extends StdConverter<BigDecimal, Quantity> {
    @Override
    public Quantity convert(BigDecimal number) {
      return new Quantity(number);
    }
  }

  private static final class MoneyOut extends StdConverter<Money, MoneyText> {
    @Override
    public MoneyText convert(Money money) {
      return new MoneyText(money.digits(), money.currency());
    }
  }

  private static final class MoneyIn extends StdConverter<MoneyText, Money> {
    @Override
    public Money convert(MoneyText text) {
      return new Money(new BigDecimal(text.amount()), text.currency());
    }
  }

  private static final class RecurrenceOut extends StdConverter<Recurrence, String> {
    @Override
    public String convert(Recurrence recurrence) {
      return recurrence.text();
    }
  }

  private static final class RecurrenceIn extends StdConverter<String, Recurrence> {
    @Override
    public Recurrence convert(String text) {
      return Recurrence.parse(text);
    }
  }
}
