package org.entitlementledger.api.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.entitlementledger.api.json.RecordReader;
import org.entitlementledger.api.json.RecordShape;
import org.entitlementledger.api.json.StrictJson;
import org.entitlementledger.api.web.route.PathCommands;
import org.entitlementledger.api.web.route.Routes;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands: the fields of a JSON object and the ids in the path become the components of the
 * command's record. Every command also accepts {@code occurredAt} and {@code reason} (API.md,
 * "Conventions").
 */
public final class CommandReader {
  static final String OCCURRED_AT = "occurredAt";
  static final String REASON = "reason";

  /** The fields that every command has besides its own. */
  record Common(@Nullable When occurredAt, @Nullable String reason) {
    Common {
      Check.optionalText(REASON, reason);
    }
  }

  /** A command with its effective time and reason. */
  public record Read<C extends AccountCommand>(
      C command, @Nullable When occurredAt, @Nullable String reason) {}

  private CommandReader() {}

  /**
   * Reads a command.
   *
   * @param fields of the request
   * @param ids the ids in the path, by name; the request must not repeat them
   * @throws Refusal {@code validation} naming the field
   */
  static <C extends AccountCommand> Read<C> read(
      Class<C> type, Map<String, Object> fields, Map<String, String> ids) {
    return read(type, List.of(), fields, ids);
  }

  /**
   * Reads the command that the flags in the fields select.
   *
   * @throws Refusal likewise
   */
  static Read<? extends AccountCommand> read(
      PathCommands commands, Map<String, Object> fields, Map<String, String> ids) {
    return read(commands.meantBy(fields), commands.flagged().keySet(), fields, ids);
  }

  private static <C extends AccountCommand> Read<C> read(
      Class<C> type,
      Collection<String> flags,
      Map<String, Object> fields,
      Map<String, String> ids) {
    RecordReader.refuseUnknown(fields, known(type, flags, ids), "");
    var common = (Common) RecordReader.read(Common.class, only(fields, COMMON), "");
    var own = new LinkedHashMap<String, Object>(fields);
    own.keySet().removeAll(COMMON);
    own.keySet().removeAll(flags);
    own.putAll(ids);
    if (type == OpenAccount.class) {
      // Ids of items may be null and are then generated; the account's id may not.
      own.remove(Routes.ACCOUNT_ID, StrictJson.NULL);
      own.putIfAbsent(Routes.ACCOUNT_ID, UUID.randomUUID().toString());
    }
    C command = type.cast(RecordReader.read(type, own, ""));
    return new Read<>(command, common.occurredAt(), common.reason());
  }

  private static final List<String> COMMON = List.of(OCCURRED_AT, REASON);

  /**
   * Whether the request may omit its body: the command is about an existing item and has no
   * required fields.
   *
   * @param ids the ids in the path: the account's and the item's
   */
  static boolean isBodyOptional(Class<?> type, Collection<String> ids) {
    return ids.size() > 1
        && RecordShape.of(type).parts().stream()
            .allMatch(part -> part.optional() || ids.contains(part.name()));
  }

  /** The names of the fields that a request accepts. */
  private static List<String> known(
      Class<?> type, Collection<String> flags, Map<String, String> ids) {
    var names = new ArrayList<>(RecordShape.of(type).names());
    names.removeAll(ids.keySet());
    names.addAll(flags);
    names.addAll(COMMON);
    return names;
  }

  private static Map<String, Object> only(Map<String, Object> fields, List<String> names) {
    var some = new HashMap<>(fields);
    some.keySet().retainAll(names);
    return some;
  }
}
