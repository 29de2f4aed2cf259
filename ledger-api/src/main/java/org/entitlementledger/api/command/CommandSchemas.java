package org.entitlementledger.api.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.api.json.JsonSchemas;
import org.entitlementledger.api.web.route.PathCommands;
import org.entitlementledger.api.web.route.Routes;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;

/** The JSON schemas of commands. */
final class CommandSchemas {
  private static final String PROPERTIES = "properties";
  private static final String REQUIRED = "required";

  private CommandSchemas() {}

  /**
   * The schema of a path with several commands: the fields of each, and the flags that select one.
   *
   * @param elsewhere names of ids that stand in the path and not here
   */
  static Map<String, Object> of(
      PathCommands commands, Collection<String> elsewhere, JsonSchemas schemas) {
    Map<String, Object> schema = of(commands.plain(), elsewhere, schemas);
    var properties = new LinkedHashMap<Object, Object>(properties(schema));
    var required = new ArrayList<Object>(required(schema));
    commands
        .flagged()
        .forEach(
            (flag, command) -> {
              Map<String, Object> other = of(command, elsewhere, schemas);
              properties(other).forEach(properties::putIfAbsent);
              properties.put(flag, JsonSchemas.nullable(schemas.of(Boolean.class)));
              required.retainAll(required(other));
            });
    orNull(properties, required);
    schema.put(PROPERTIES, properties);
    schema.put(REQUIRED, required);
    return schema;
  }

  /**
   * The schema of a command's request.
   *
   * @param elsewhere names of ids that stand in the path and not here
   */
  static Map<String, Object> of(
      Class<? extends AccountCommand> command, Collection<String> elsewhere, JsonSchemas schemas) {
    Map<String, Object> all = schemas.object(command, CommandReader.Common.class);
    var schema = new LinkedHashMap<String, Object>(all);
    var properties = new LinkedHashMap<Object, Object>(properties(all));
    properties.keySet().removeAll(elsewhere);
    schema.put(PROPERTIES, properties);
    var required = new ArrayList<Object>(required(all));
    required.removeAll(elsewhere);
    if (command == OpenAccount.class) {
      required.remove(Routes.ACCOUNT_ID);
    }
    orNull(properties, required);
    schema.put(REQUIRED, required);
    return schema;
  }

  /** The schema of a batch line: the command's name and fields, including the ids of its path. */
  static Map<String, Object> line(String name, Class<? extends AccountCommand> command) {
    Map<String, Object> schema = of(command, List.of(), JsonSchemas.REQUESTS);
    var properties = new LinkedHashMap<Object, Object>();
    properties.put(LineCommands.COMMAND, Map.of("const", name));
    properties.putAll(properties(schema));
    var required = new ArrayList<Object>();
    required.add(LineCommands.COMMAND);
    required.addAll(required(schema));
    schema.put(PROPERTIES, properties);
    schema.put(REQUIRED, required);
    return schema;
  }

  /** Allows null for optional fields. */
  private static void orNull(Map<Object, Object> properties, List<Object> required) {
    properties.replaceAll(
        (name, one) -> required.contains(name) ? one : JsonSchemas.nullable((Map<?, ?>) one));
  }

  private static Map<?, ?> properties(Map<String, Object> schema) {
    return (Map<?, ?>) Objects.requireNonNull(schema.get(PROPERTIES));
  }

  private static List<?> required(Map<String, Object> schema) {
    return (List<?>) schema.getOrDefault(REQUIRED, List.of());
  }
}
