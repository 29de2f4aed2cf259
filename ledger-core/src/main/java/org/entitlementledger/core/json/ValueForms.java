package org.entitlementledger.core.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.accelerator.Accelerator;
import org.entitlementledger.core.accelerator.Cause;
import org.entitlementledger.core.accelerator.WeeklyCheck;
import org.entitlementledger.core.adjustment.Adjustment;
import org.entitlementledger.core.advisory.AdvisoryKind;
import org.entitlementledger.core.approval.Pending;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.catalogue.Recurrence;
import org.entitlementledger.core.catalogue.SupportLevel;
import org.entitlementledger.core.education.EducationEvent.EducationOrderReversed;
import org.entitlementledger.core.education.EducationEvent.EducationOrdered;
import org.entitlementledger.core.education.EducationOrder;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.risk.Risk;
import org.entitlementledger.core.session.Party;
import org.entitlementledger.core.session.SessionState;
import org.entitlementledger.core.voucher.Voucher;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.util.StdConverter;

/** How the small values of the domain are written, so that the domain itself knows no JSON. */
final class ValueForms {
  private ValueForms() {}

  static JsonMapper.Builder register(JsonMapper.Builder mapper) {
    EventNames.commands()
        .forEach((name, command) -> mapper.registerSubtypes(new NamedType(command, name)));
    return mapper
        .addMixIn(AccountCommand.class, ByName.class)
        .addMixIn(Instant.class, AsInstant.class)
        .addMixIn(When.class, AsWhen.class)
        .addMixIn(Adjustment.State.class, AsKey.class)
        .addMixIn(Pending.State.class, AsKey.class)
        .addMixIn(Quantity.class, AsNumber.class)
        .addMixIn(Money.class, AsMoney.class)
        .addMixIn(Recurrence.class, AsRecurrence.class)
        .addMixIn(Kind.class, AsKey.class)
        .addMixIn(SupportLevel.Coverage.class, AsCoverage.class)
        .addMixIn(Accelerator.class, AcceleratorForm.Mixin.class)
        .addMixIn(Accelerator.State.class, AsKey.class)
        .addMixIn(Cause.class, AsKey.class)
        .addMixIn(WeeklyCheck.Health.class, AsKey.class)
        .addMixIn(Voucher.class, VoucherForm.Mixin.class)
        .addMixIn(Entitlement.Discount.class, WithPercent.class)
        .addMixIn(EducationOrdered.class, WithPercent.class)
        .addMixIn(EducationOrderReversed.class, WithPercent.class)
        .addMixIn(EducationOrder.class, WithPercent.class)
        .addMixIn(QuotaPolicy.Overage.class, AsKey.class)
        .addMixIn(QuotaPolicy.TierChange.class, AsKey.class)
        .addMixIn(QuotaPolicy.DrawKey.class, AsKey.class)
        .addMixIn(Movement.Kind.class, AsKey.class)
        .addMixIn(Source.Kind.class, AsKey.class)
        .addMixIn(SessionState.class, AsKey.class)
        .addMixIn(Party.class, AsKey.class)
        .addMixIn(AdvisoryKind.class, AsKey.class)
        .addMixIn(Risk.State.class, AsKey.class);
  }

  /** A command that waits in an event, under its logical name. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
  private interface ByName {}

  @JsonDeserialize(using = InstantForm.In.class)
  private interface AsInstant {}

  @JsonSerialize(converter = WhenOut.class)
  @JsonDeserialize(converter = WhenIn.class)
  private interface AsWhen {}

  /** An enum by its key. */
  private interface AsKey {
    @JsonValue
    String key();
  }

  @JsonSerialize(converter = CoverageForm.Out.class)
  @JsonDeserialize(converter = CoverageForm.In.class)
  private interface AsCoverage {}

  /** A percentage as a string of digits (FINANCE.md, "Money"). */
  interface WithPercent {
    @JsonFormat(shape = JsonFormat.Shape.STRING)
    BigDecimal percent();
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

  private static final class WhenOut extends StdConverter<When, String> {
    @Override
    public String convert(When when) {
      return switch (when) {
        case When.At at -> at.instant().toString();
        case When.On on -> on.date().toString();
      };
    }
  }

  private static final class WhenIn extends StdConverter<String, When> {
    @Override
    public When convert(String text) {
      return text.contains("T")
          ? new When.At(Instant.parse(text))
          : new When.On(LocalDate.parse(text));
    }
  }
}
