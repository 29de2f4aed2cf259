package org.entitlementledger.api.command;

import io.swagger.v3.oas.annotations.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.AccountCommand;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the commands that a batch accepts. */
@RestController
final class CommandListController {
  private final LineCommands commands;

  CommandListController(LineCommands commands) {
    this.commands = commands;
  }

  /**
   * A command and the JSON schema of a line that asks for it: its fields, with the ids that stand
   * in a path under their names.
   */
  record ListedCommand(String command, Map<String, Object> schema) {}

  /** All of them. */
  record AllCommands(List<ListedCommand> items) {}

  @GetMapping("/v1/commands")
  @Operation(
      operationId = "listCommands",
      summary = "List the commands that a batch accepts, with their JSON schemas")
  @ResponseType(AllCommands.class)
  ResponseEntity<AllCommands> list() {
    List<ListedCommand> items =
        commands.all().entrySet().stream()
            .map(named -> new ListedCommand(named.getKey(), line(named.getKey(), named.getValue())))
            .toList();
    return Json.ok(new AllCommands(items));
  }

  private static Map<String, Object> line(String name, Class<? extends AccountCommand> command) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", name);
    schema.putAll(CommandSchemas.line(name, command));
    return schema;
  }
}
