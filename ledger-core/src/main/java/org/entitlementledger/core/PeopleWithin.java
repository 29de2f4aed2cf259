package org.entitlementledger.core;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.entitlementledger.core.kernel.Person;
import org.jspecify.annotations.Nullable;

/**
 * Finds the people in a command by reflection, at any depth. No command can forget to list its
 * people, whose names could never be erased from an event.
 */
final class PeopleWithin {
  private PeopleWithin() {}

  static AccountCommand replaced(AccountCommand command, UnaryOperator<Person> replacement) {
    return (AccountCommand) value(command, replacement);
  }

  private static Object value(Object value, UnaryOperator<Person> replacement) {
    return switch (value) {
      case Person person -> replacement.apply(person);
      case List<?> list -> items(list, replacement);
      case Record record -> components(record, replacement);
      default -> value;
    };
  }

  private static List<?> items(List<?> list, UnaryOperator<Person> replacement) {
    var items = new ArrayList<Object>();
    for (Object item : list) {
      items.add(value(item, replacement));
    }
    return items.equals(list) ? list : List.copyOf(items);
  }

  private static Record components(Record record, UnaryOperator<Person> replacement) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    boolean changed = false;
    try {
      for (int i = 0; i < components.length; i++) {
        @Nullable Object before = components[i].getAccessor().invoke(record);
        values[i] = before == null ? null : value(before, replacement);
        changed |= !Objects.equals(values[i], before);
      }
      return changed ? canonical(record.getClass(), components).newInstance(values) : record;
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("records can be read and made: " + record, impossible);
    }
  }

  private static Constructor<? extends Record> canonical(
      Class<? extends Record> type, RecordComponent[] components) throws NoSuchMethodException {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return type.getDeclaredConstructor(types);
  }
}
