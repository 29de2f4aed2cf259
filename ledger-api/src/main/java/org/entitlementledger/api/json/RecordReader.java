package org.entitlementledger.api.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/**
 * Binds the fields of a JSON object to a record, strictly: no unknown or missing field, and no
 * coercion.
 */
public final class RecordReader {
  private RecordReader() {}

  /**
   * The record.
   *
   * @param path the field that the object stands in; empty for the body
   * @throws Refusal {@code validation} naming the field
   */
  public static Object read(Class<?> type, Map<?, ?> fields, String path) {
    RecordShape shape = RecordShape.of(type);
    refuseUnknown(fields, shape.names(), path);
    var values = new ArrayList<@Nullable Object>();
    for (RecordShape.Part part : shape.parts()) {
      values.add(component(part, fields.get(part.name()), path));
    }
    try {
      return shape.make(values.toArray());
    } catch (Refusal refusal) {
      throw within(path, refusal);
    }
  }

  /**
   * Refuses fields that are not among {@code known}.
   *
   * @throws Refusal {@code validation}
   */
  public static void refuseUnknown(Map<?, ?> fields, List<String> known, String path) {
    for (Object name : fields.keySet()) {
      if (!known.contains(name)) {
        throw Refusal.invalid(
                LogSanitizer.text(join(path, name.toString())),
                known.isEmpty()
                    ? "is unknown: nothing is taken here"
                    : "is unknown: taken are " + String.join(", ", known))
            .with("allowed", known);
      }
    }
  }

  private static @Nullable Object component(
      RecordShape.Part part, @Nullable Object value, String path) {
    String field = join(path, part.name());
    if (part.optional() && isEmptyList(part, value)) {
      return null;
    }
    if (value == null || StrictJson.NULL.equals(value)) {
      if (part.optional()) {
        return null;
      }
      throw Refusal.invalid(field, value == null ? "is required" : "must not be null");
    }
    return value(field, part.type(), value);
  }

  private static boolean isEmptyList(RecordShape.Part part, @Nullable Object value) {
    return part.isList() && value instanceof List<?> items && items.isEmpty();
  }

  private static Object value(String field, Type type, Object value) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return items(field, list.getActualTypeArguments()[0], value);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == BigDecimal.class) {
      return typed(field, BigDecimal.class, "a number", value);
    }
    if (plain == Quantity.class) {
      return new Quantity(typed(field, BigDecimal.class, "a number", value));
    }
    if (plain == Integer.class || plain == int.class) {
      return Scalars.integer(field, typed(field, BigDecimal.class, "a number", value));
    }
    if (plain == Long.class || plain == long.class) {
      return typed(field, BigDecimal.class, "a number", value).longValueExact();
    }
    if (plain == Boolean.class || plain == boolean.class) {
      return typed(field, Boolean.class, "true or false", value);
    }
    if (plain == Money.class) {
      return money(field, typed(field, Map.class, "an object", value));
    }
    if (plain.isRecord()) {
      return read(plain, typed(field, Map.class, "an object", value), field);
    }
    return text(field, plain, typed(field, String.class, "a string", value));
  }

  /** A value that is written as text. */
  public static Object text(String field, Class<?> type, String text) {
    if (type == String.class) {
      return text;
    }
    if (type == LocalDate.class) {
      return Scalars.date(field, text);
    }
    if (type == Instant.class) {
      return Scalars.instant(field, text);
    }
    if (type == When.class) {
      return Scalars.when(field, text);
    }
    if (type.isEnum()) {
      return Scalars.constant(field, type, text);
    }
    throw new IllegalStateException("requests have no values of " + type);
  }

  private static List<Object> items(String field, Type type, Object value) {
    var items = new ArrayList<Object>();
    for (Object item : typed(field, List.class, "a list", value)) {
      items.add(value(field + "[" + items.size() + "]", type, item));
    }
    return items;
  }

  private static Money money(String field, Map<?, ?> fields) {
    refuseUnknown(fields, List.of("amount", "currency"), field);
    return Money.parse(
        field, required(field, "amount", fields), required(field, "currency", fields));
  }

  private static String required(String path, String name, Map<?, ?> fields) {
    String field = join(path, name);
    Object value = fields.get(name);
    if (value == null) {
      throw Refusal.invalid(field, "is required");
    }
    return typed(field, String.class, "a string", value);
  }

  private static <T> T typed(String field, Class<T> type, String name, Object value) {
    if (!type.isInstance(value)) {
      throw Refusal.invalid(field, "must be " + name + ", not " + StrictJson.nameOf(value));
    }
    return type.cast(value);
  }

  /** What a nested record says of its own fields, said of the whole body. */
  private static Refusal within(String path, Refusal refusal) {
    Object field = refusal.facts().get("field");
    if (path.isEmpty() || !(field instanceof String name)) {
      return refusal;
    }
    String sentence = refusal.detail();
    if (sentence.startsWith(name + ": ")) {
      sentence = sentence.substring(name.length() + 2);
    }
    Refusal whole = Refusal.invalid(join(path, name), sentence);
    for (var fact : refusal.facts().entrySet()) {
      whole = fact.getKey().equals("field") ? whole : whole.with(fact.getKey(), fact.getValue());
    }
    return whole;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
