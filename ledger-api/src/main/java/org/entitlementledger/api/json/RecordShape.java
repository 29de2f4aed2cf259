package org.entitlementledger.api.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * The fields that a request may have: the components of its record, of which the nullable ones are
 * optional.
 */
public final class RecordShape {
  private static final ClassValue<RecordShape> KNOWN =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final List<Part> parts;
  private final Constructor<?> canonical;

  /** One component. */
  public record Part(String name, Type type, boolean optional) {
    boolean isList() {
      return type instanceof ParameterizedType list && list.getRawType() == List.class;
    }
  }

  private RecordShape(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    parts =
        Arrays.stream(components)
            .map(
                one ->
                    new Part(
                        name(one),
                        type(one),
                        one.getAnnotatedType().isAnnotationPresent(Nullable.class)))
            .toList();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      canonical = type.getDeclaredConstructor(types);
      canonical.trySetAccessible();
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("a record has its constructor: " + type, impossible);
    }
  }

  /** A field that is called like a word of Java has another name in its record. */
  private static String name(RecordComponent component) {
    JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
    return other == null ? component.getName() : other.value();
  }

  /** A tree stands for another type, which the OpenAPI document tells. */
  private static Type type(RecordComponent component) {
    AnyOf other = component.getAnnotation(AnyOf.class);
    if (other == null) {
      return component.getGenericType();
    }
    Class<?> shown = other.value()[0];
    return component.getType() == List.class
        ? ResolvableType.forClassWithGenerics(List.class, shown).getType()
        : shown;
  }

  public static RecordShape of(Class<?> type) {
    return KNOWN.get(type);
  }

  /** In the order of the record. */
  public List<Part> parts() {
    return parts;
  }

  public List<String> names() {
    var names = new ArrayList<String>();
    parts.forEach(part -> names.add(part.name()));
    return names;
  }

  /**
   * Makes the record, which checks what it is given.
   *
   * @throws Refusal what it says against the values
   */
  Object make(@Nullable Object... values) {
    try {
      return canonical.newInstance(values);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException said) {
        throw said;
      }
      throw new IllegalStateException("a record failed: " + canonical, thrown);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("a record can be made: " + canonical, impossible);
    }
  }
}
