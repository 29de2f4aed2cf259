package org.entitlementledger.core.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.entitlementledger.core.AccountEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one JSON of the ledger: events in the log, rows of views, answers. Components in the order of
 * their record, absent ones left out, times as ISO-8601 in UTC, quantities as plain numbers, money
 * as a string of digits with its currency.
 */
public final class LedgerJson {
  private static final JsonMapper MAPPER =
      ValueForms.register(JsonMapper.builder())
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  /** Reads what is stored: whatever is missing, null or unknown there is damage. */
  private static final JsonMapper STORED =
      MAPPER.rebuild().annotationIntrospector(new RequiredComponents()).build();

  private static final ClassValue<ObjectReader> READERS =
      new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> event) {
          return STORED.readerFor(event);
        }
      };

  private LedgerJson() {}

  /** The mapper; immutable. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The bytes of an event as the log keeps them. */
  public static byte[] write(AccountEvent event) {
    return MAPPER.writeValueAsBytes(event);
  }

  /**
   * The event that was stored. Every component that is not {@code @Nullable} must be there, and
   * nothing else.
   *
   * @throws UnreadableEvent naming the event and the component, where the type or the revision is
   *     unknown or the bytes do not fit it
   */
  public static AccountEvent read(String type, int revision, byte[] payload) {
    Class<? extends AccountEvent> known = EventNames.event(type);
    if (known == null || revision != EventNames.REVISION) {
      throw new UnreadableEvent("unknown event " + type + " in revision " + revision, null);
    }
    try {
      AccountEvent event = READERS.get(known).readValue(payload);
      if (event == null) {
        throw new UnreadableEvent("the payload is no " + type + ": it is null", null);
      }
      return event;
    } catch (JacksonException unfit) {
      throw new UnreadableEvent("the payload is no " + type + where(unfit), unfit);
    }
  }

  /** The component that does not fit, such as {@code movements[0].quantity}, and why. */
  private static String where(JacksonException unfit) {
    var path = new StringBuilder();
    for (JacksonException.Reference step : unfit.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return (path.isEmpty() ? ": " : ": " + path + ": ") + unfit.getOriginalMessage();
  }
}
