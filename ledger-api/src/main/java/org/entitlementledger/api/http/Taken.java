package org.entitlementledger.api.http;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;

/**
 * The commands that a method of a controller takes: that of its {@link Ask}, or those of its {@link
 * Takes}.
 *
 * @param plain the one that is meant where no flag is set
 * @param flagged the others by the field whose {@code true} means them
 */
record Taken(
    Class<? extends AccountCommand> plain, Map<String, Class<? extends AccountCommand>> flagged) {

  /** A path that serves one command. */
  static Taken only(Class<? extends AccountCommand> command) {
    return new Taken(command, Map.of());
  }

  /** What a method takes; null where it takes no command. */
  static @Nullable Taken by(HandlerMethod handler) {
    for (MethodParameter parameter : handler.getMethodParameters()) {
      if (parameter.getParameterType() == Ask.class) {
        return by(parameter);
      }
    }
    return null;
  }

  /** What an {@link Ask} may carry. */
  static Taken by(MethodParameter parameter) {
    Method method = Objects.requireNonNull(parameter.getMethod(), "a controller has methods");
    Takes[] lines = method.getAnnotationsByType(Takes.class);
    if (lines.length == 0) {
      Class<?> command = ResolvableType.forMethodParameter(parameter).getGeneric(0).toClass();
      return only(command.asSubclass(AccountCommand.class));
    }
    var flagged = new LinkedHashMap<String, Class<? extends AccountCommand>>();
    for (Takes line : lines) {
      flagged.put(line.where(), line.value());
    }
    return new Taken(
        Objects.requireNonNull(flagged.remove(""), () -> "one without a flag: " + method), flagged);
  }

  /** All of them, the plain one first. */
  List<Class<? extends AccountCommand>> all() {
    var all = new ArrayList<Class<? extends AccountCommand>>();
    all.add(plain);
    all.addAll(flagged.values());
    return all;
  }

  /**
   * The one that the fields of a request mean.
   *
   * @throws Refusal {@code validation} where a flag is neither true nor false, or two are set
   */
  Class<? extends AccountCommand> meantBy(Map<String, Object> fields) {
    String set = null;
    for (String flag : flagged.keySet()) {
      Object value = fields.getOrDefault(flag, StrictJson.NULL);
      if (StrictJson.NULL.equals(value)) {
        continue;
      }
      if (!(value instanceof Boolean truth)) {
        throw Refusal.invalid(flag, "must be true or false, not " + StrictJson.nameOf(value));
      }
      if (truth) {
        if (set != null) {
          throw Refusal.invalid(flag, "does not go together with " + set);
        }
        set = flag;
      }
    }
    return set == null ? plain : Objects.requireNonNull(flagged.get(set));
  }
}
