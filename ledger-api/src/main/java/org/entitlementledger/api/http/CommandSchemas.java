package org.entitlementledger.api.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;

/** The JSON schemas of commands. */
final class CommandSchemas {
  private static final String PROPERTIES = "properties";
  private static final String REQUIRED = "required";

  private CommandSchemas() {}

  /**
   * What a command takes.
   *
   * @param elsewhere names of ids that stand in the path and not here
   */
  static Map<String, Object> of(
      Class<? extends AccountCommand> command, Collection<String> elsewhere) {
    Map<String, Object> all = JsonSchemas.REQUESTS.object(command, CommandReader.Common.class);
    var schema = new LinkedHashMap<String, Object>(all);
    var properties = new LinkedHashMap<>((Map<?, ?>) Objects.requireNonNull(all.get(PROPERTIES)));
    properties.keySet().removeAll(elsewhere);
    schema.put(PROPERTIES, properties);
    var required = new ArrayList<Object>((List<?>) all.getOrDefault(REQUIRED, List.of()));
    required.removeAll(elsewhere);
    if (command == OpenAccount.class) {
      required.remove(Routes.ACCOUNT_ID);
    }
    schema.put(REQUIRED, required);
    return schema;
  }
}
