package org.entitlementledger.core.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The components of records, as golden files and documents name them. */
final class Shapes {
  private static final String OURS = "org.entitlementledger";

  private Shapes() {}

  /** {@code type} is a record's or enum's name without package; a list is {@code List<…>}. */
  record Component(String name, String type, boolean required) {
    @Override
    public String toString() {
      return name + ": " + type + (required ? "" : "?");
    }
  }

  static List<Component> of(Class<?> leaf) {
    return Arrays.stream(leaf.getRecordComponents())
        .map(one -> new Component(one.getName(), name(one.getGenericType()), required(one)))
        .toList();
  }

  /** The records, enums and sealed types of ours in {@code leaves}, by name; those not included. */
  static Map<String, Class<?>> within(Iterable<? extends Class<?>> leaves) {
    var found = new TreeMap<String, Class<?>>();
    for (Class<?> leaf : leaves) {
      for (RecordComponent component : leaf.getRecordComponents()) {
        collect(component.getGenericType(), found);
      }
    }
    return found;
  }

  private static void collect(Type type, Map<String, Class<?>> found) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        collect(argument, found);
      }
    } else if (type instanceof Class<?> plain
        && plain.getName().startsWith(OURS)
        && found.put(name(plain), plain) == null
        && plain.isRecord()) {
      for (RecordComponent component : plain.getRecordComponents()) {
        collect(component.getGenericType(), found);
      }
    }
  }

  static boolean required(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  static String name(Type type) {
    if (type instanceof ParameterizedType generic) {
      return Arrays.stream(generic.getActualTypeArguments())
          .map(Shapes::name)
          .collect(Collectors.joining(", ", name(generic.getRawType()) + "<", ">"));
    }
    Class<?> plain = (Class<?>) type;
    Class<?> outer = plain.getEnclosingClass();
    return outer == null ? plain.getSimpleName() : name(outer) + "." + plain.getSimpleName();
  }
}
