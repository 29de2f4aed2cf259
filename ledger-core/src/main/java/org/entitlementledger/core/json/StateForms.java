package org.entitlementledger.core.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.entitlementledger.core.kernel.Quantity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** The short forms of what an account's state holds most of: times and quantities. */
final class StateForms extends SimpleModule {
  private static final long serialVersionUID = 1L;

  StateForms() {
    super("account state");
    addSerializer(new TimeOut());
    addDeserializer(Instant.class, new TimeIn());
    addSerializer(new QuantityOut());
    addDeserializer(Quantity.class, new QuantityIn());
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context
        .addSerializers(new PersistentCollections.Out())
        .addDeserializers(new PersistentCollections.In());
  }

  /** Microseconds since 1970; as text where it is finer, or beyond what fits. */
  private static final class TimeOut extends StdScalarSerializer<Instant> {
    TimeOut() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator out, SerializationContext context) {
      boolean fits = Math.abs(time.getEpochSecond()) < Long.MAX_VALUE / 1_000_000;
      if (fits && time.getNano() % 1_000 == 0) {
        out.writeNumber(ChronoUnit.MICROS.between(Instant.EPOCH, time));
      } else {
        out.writeString(time.toString());
      }
    }
  }

  private static final class TimeIn extends StdScalarDeserializer<Instant> {
    TimeIn() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) {
      return in.currentToken() == JsonToken.VALUE_NUMBER_INT
          ? Instant.EPOCH.plus(in.getLongValue(), ChronoUnit.MICROS)
          : Instant.parse(in.getString());
    }
  }

  private static final class QuantityOut extends StdScalarSerializer<Quantity> {
    QuantityOut() {
      super(Quantity.class);
    }

    @Override
    public void serialize(Quantity quantity, JsonGenerator out, SerializationContext context) {
      BigDecimal value = quantity.value();
      if (value.scale() == 0 && value.precision() < 18) {
        out.writeNumber(value.longValueExact());
      } else {
        out.writeNumber(value);
      }
    }
  }

  private static final class QuantityIn extends StdScalarDeserializer<Quantity> {
    QuantityIn() {
      super(Quantity.class);
    }

    @Override
    public Quantity deserialize(JsonParser in, DeserializationContext context) {
      return new Quantity(in.getDecimalValue());
    }
  }
}
