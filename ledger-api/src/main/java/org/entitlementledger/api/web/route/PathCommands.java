package org.entitlementledger.api.web.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.api.json.StrictJson;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;

/**
 * The commands of a path.
 *
 * @param plain the command if no flag is set
 * @param flagged the others, by the flag that selects them
 */
public record PathCommands(
    Class<? extends AccountCommand> plain, Map<String, Class<? extends AccountCommand>> flagged) {

  /** The query parameter of every command: decide and answer, but record nothing. */
  public static final String DRY_RUN = "dryRun";

  /** A path that serves one command. */
  public static PathCommands only(Class<? extends AccountCommand> command) {
    return new PathCommands(command, Map.of());
  }

  /** A copy with another command, selected by a flag. */
  public PathCommands orWhere(String flag, Class<? extends AccountCommand> command) {
    var more = new LinkedHashMap<>(flagged);
    more.put(flag, command);
    return new PathCommands(plain, more);
  }

  /** The commands of a handler; null without any. */
  public static @Nullable PathCommands by(HandlerMethod handler) {
    Route route = Route.of(handler);
    return route == null ? null : route.commands();
  }

  /** All commands, the plain one first. */
  public List<Class<? extends AccountCommand>> all() {
    var all = new ArrayList<Class<? extends AccountCommand>>();
    all.add(plain);
    all.addAll(flagged.values());
    return all;
  }

  /**
   * The command that the flags of a request select.
   *
   * @throws Refusal {@code validation} if a flag is neither true nor false, or two are set
   */
  public Class<? extends AccountCommand> meantBy(Map<String, Object> fields) {
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
