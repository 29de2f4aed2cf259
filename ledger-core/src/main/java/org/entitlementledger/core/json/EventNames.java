package org.entitlementledger.core.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** Events and commands by their {@link StoredName}; a test compares them with a golden file. */
public final class EventNames {
  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> leaf) {
          StoredName stored = leaf.getAnnotation(StoredName.class);
          if (stored == null) {
            throw new IllegalStateException(leaf + " has no @StoredName");
          }
          return stored.value();
        }
      };
  private static final Map<String, Class<? extends AccountEvent>> EVENTS =
      leaves(AccountEvent.class);
  private static final Map<String, Class<? extends AccountCommand>> COMMANDS =
      leaves(AccountCommand.class);

  /** The revision in which every event is written today. */
  public static final int REVISION = 1;

  private EventNames() {}

  /** All events by name. */
  public static Map<String, Class<? extends AccountEvent>> events() {
    return EVENTS;
  }

  /** All commands by name. */
  public static Map<String, Class<? extends AccountCommand>> commands() {
    return COMMANDS;
  }

  /** The name under which an event or a command is stored. */
  public static String of(Class<?> leaf) {
    return NAMES.get(leaf);
  }

  /** The event's class, or null for a name that nobody knows. */
  public static @Nullable Class<? extends AccountEvent> event(String name) {
    return EVENTS.get(name);
  }

  private static <T> Map<String, Class<? extends T>> leaves(Class<T> root) {
    var found = new LinkedHashMap<String, Class<? extends T>>();
    collect(root, root, found);
    return Map.copyOf(found);
  }

  private static <T> void collect(
      Class<T> root, Class<?> type, Map<String, Class<? extends T>> found) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(root, permitted, found);
      }
    } else if (found.put(of(type), type.asSubclass(root)) != null) {
      throw new IllegalStateException("two types are called " + of(type));
    }
  }
}
