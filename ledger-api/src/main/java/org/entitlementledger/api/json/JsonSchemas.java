package org.entitlementledger.api.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.json.ItemForms;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Source;

/**
 * Generates JSON schemas (draft 2020-12) of requests and answers from the records that they are
 * bound to.
 */
public final class JsonSchemas {
  private static final String TYPE = "type";
  private static final String STRING = "string";
  private static final String OBJECT = "object";
  private static final String NULL = "null";
  private static final String FORMAT = "format";
  private static final String STATUS = "status";
  private static final String ANY_OF = "anyOf";
  private static final String ONE_OF = "oneOf";
  private static final Map<Type, Map<String, Object>> SCALARS = scalars();

  /** Parts of an item that no answer shows. */
  private static final Set<String> INTERNAL = Set.of("draws", "state", "redemption");

  /** Requests take nothing else; answers may grow. */
  private final boolean closed;

  private final Names names;
  private final Predicate<String> optional;

  private JsonSchemas(boolean closed, Names names, Predicate<String> optional) {
    this.closed = closed;
    this.names = names;
    this.optional = optional;
  }

  /** Gives schemas of records a name, or does not. */
  public interface Names {
    /** What stands where a schema is used. */
    Map<String, Object> refer(String name, Supplier<Map<String, Object>> schema);
  }

  /** What requests take, each schema whole where it is used. */
  public static final JsonSchemas REQUESTS = requests((name, schema) -> schema.get());

  /** What requests take. */
  public static JsonSchemas requests(Names names) {
    return new JsonSchemas(true, names, field -> false);
  }

  /**
   * What answers give.
   *
   * @param optional names fields of items that some callers are not shown
   */
  public static JsonSchemas answers(Names names, Predicate<String> optional) {
    return new JsonSchemas(false, names, optional);
  }

  private static Map<Type, Map<String, Object>> scalars() {
    var all = new LinkedHashMap<Type, Map<String, Object>>();
    all.put(String.class, Map.of(TYPE, STRING));
    all.put(UUID.class, text("uuid"));
    all.put(Instant.class, text("date-time"));
    all.put(LocalDate.class, text("date"));
    all.put(Duration.class, text("duration"));
    all.put(Period.class, text("duration"));
    // a date is taken too, but a client that knows dates and times has one type for a field
    all.put(When.class, text("date-time"));
    // a double keeps 15 digits in every language; without a format some clients take 32 bits
    for (Type number : List.of(BigDecimal.class, Quantity.class)) {
      all.put(number, Map.of(TYPE, "number", FORMAT, "double"));
    }
    for (Type whole : List.of(Integer.class, int.class)) {
      all.put(whole, Map.of(TYPE, "integer", FORMAT, "int32"));
    }
    for (Type whole : List.of(Long.class, long.class)) {
      all.put(whole, Map.of(TYPE, "integer", FORMAT, "int64"));
    }
    for (Type truth : List.of(Boolean.class, boolean.class)) {
      all.put(truth, Map.of(TYPE, "boolean"));
    }
    all.put(
        Coverage.class, Map.of(ONE_OF, List.of(words(Stream.of("24x7", "24x5")), serviceHours())));
    all.put(Source.Kind.class, words(Arrays.stream(Source.Kind.values()).map(Source.Kind::key)));
    return all;
  }

  /** Named in full: a client tells it from the words by what it requires. */
  private static Map<String, Object> serviceHours() {
    Map<String, Object> text = Map.of(TYPE, STRING);
    var properties = new LinkedHashMap<String, Object>();
    properties.put("days", Map.of(TYPE, "array", "items", text));
    properties.put("from", text);
    properties.put("to", text);
    properties.put("zone", text);
    properties.put("holidays", Map.of(TYPE, "array", "items", text("date")));
    return Map.of(
        TYPE, OBJECT, "properties", properties, "required", List.copyOf(properties.keySet()));
  }

  /** What a value is. */
  public Map<String, Object> of(Type type) {
    Map<String, Object> scalar = SCALARS.get(type);
    if (scalar != null) {
      return scalar;
    }
    if (type == Money.class) {
      return names.refer(nameOf(Money.class), this::money);
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return Map.of(TYPE, "array", "items", of(list.getActualTypeArguments()[0]));
    }
    if (type instanceof Class<?> named && named.isAnnotationPresent(AnyOf.class)) {
      return names.refer(nameOf(named), () -> any(named.getAnnotation(AnyOf.class)));
    }
    if (type instanceof Class<?> named && named.isRecord()) {
      return names.refer(
          nameOf(named),
          () ->
              Item.class.isAssignableFrom(named)
                  ? item(ItemForms.of(named.asSubclass(Item.class)))
                  : object(named));
    }
    if (type instanceof Class<?> named && named.isEnum()) {
      return words(Arrays.stream(named.getEnumConstants()).map(one -> Scalars.word((Enum<?>) one)));
    }
    return Map.of(TYPE, OBJECT);
  }

  /** The same, or null. */
  public static Map<String, Object> nullable(Map<?, ?> schema) {
    var none = Map.of(TYPE, NULL);
    if (schema.get(ANY_OF) instanceof List<?> some && some.contains(none)) {
      return copy(schema);
    }
    if (!(schema.get(TYPE) instanceof String type) || schema.containsKey("enum")) {
      return schema.get(TYPE) instanceof List<?>
          ? copy(schema)
          : Map.of(ANY_OF, List.of(schema, none));
    }
    Map<String, Object> either = copy(schema);
    either.put(TYPE, List.of(type, NULL));
    return either;
  }

  private static Map<String, Object> copy(Map<?, ?> schema) {
    var copy = new LinkedHashMap<String, Object>();
    schema.forEach((key, value) -> copy.put((String) key, value));
    return copy;
  }

  private Map<String, Object> any(AnyOf types) {
    return Map.of(ONE_OF, Arrays.stream(types.value()).map(this::of).toList());
  }

  /** What requests take is closed, so it is another schema than what answers give. */
  private String nameOf(Class<?> type) {
    String name = type.getSimpleName().replaceFirst("Answer$", "");
    return closed ? name + "Input" : name;
  }

  /** The fields of a record, and of another one beside it. */
  public Map<String, Object> object(Class<?>... records) {
    var properties = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    for (Class<?> record : records) {
      for (RecordShape.Part part : RecordShape.of(record).parts()) {
        Map<String, Object> schema = of(part.type());
        properties.put(part.name(), closed && part.optional() ? nullable(schema) : schema);
        if (!part.optional()) {
          required.add(part.name());
        }
      }
    }
    return object(properties, required);
  }

  /** An item as answers show it: people instead of their ids. */
  private Map<String, Object> item(Class<?> type) {
    var properties = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    for (RecordShape.Part part : RecordShape.of(type).parts()) {
      if (INTERNAL.contains(part.name())) {
        continue;
      }
      String name = shownAs(part.name());
      properties.put(
          name,
          switch (name) {
            case "attendees" -> Map.of(TYPE, "array", "items", of(Person.class));
            case "assignee" -> of(Person.class);
            // as text, like all that is exact beside quantities
            case "percent" -> of(String.class);
            default -> of(part.type());
          });
      if (!part.optional() && !optional.test(name)) {
        required.add(name);
      }
    }
    properties.put(STATUS, Map.of(TYPE, STRING));
    required.add(STATUS);
    return object(properties, required);
  }

  private static String shownAs(String component) {
    return switch (component) {
      case "attendeeIds" -> "attendees";
      case "assigneeId" -> "assignee";
      default -> component;
    };
  }

  private Map<String, Object> object(Map<String, Object> properties, List<String> required) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put(TYPE, OBJECT);
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    if (closed) {
      schema.put("additionalProperties", false);
    }
    return schema;
  }

  private Map<String, Object> money() {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("amount", Map.of(TYPE, STRING, "pattern", "^[0-9]{1,15}(\\.[0-9]{1,6})?$"));
    properties.put("currency", Map.of(TYPE, STRING, "pattern", "^[A-Z]{3}$"));
    return object(properties, List.of("amount", "currency"));
  }

  private static Map<String, Object> text(String format) {
    return Map.of(TYPE, STRING, FORMAT, format);
  }

  private static Map<String, Object> words(Stream<String> words) {
    return Map.of(TYPE, STRING, "enum", words.toList());
  }
}
