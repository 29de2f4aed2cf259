package org.entitlementledger.api.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.entitlementledger.api.json.StrictJson;
import org.entitlementledger.api.ledger.CommandRequest;
import org.entitlementledger.api.ledger.tables.IdempotencyKey;
import org.entitlementledger.api.ledger.tables.RefusalRow;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.security.access.Access;
import org.entitlementledger.api.security.access.Role;
import org.entitlementledger.api.web.RecordingAccessDeniedHandler;
import org.entitlementledger.api.web.request.LineRequest;
import org.entitlementledger.api.web.route.Routes;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the command in a batch line: {@code {"command":"log-progress-call", …}}, with the ids of
 * its path among the fields. It is answered as at its own path.
 */
@Component
public final class LineCommands {
  static final String COMMAND = "command";

  private final Map<String, Known> known;
  private final CommandExecutor executor;

  LineCommands(CommandExecutor executor) {
    this.executor = executor;
    known =
        CommandTable.COMMANDS.stream()
            .flatMap(Known::of)
            .collect(Collectors.toUnmodifiableMap(Known::name, one -> one));
  }

  /** A command with its route and the roles allowed to send it. */
  private record Known(
      Class<? extends AccountCommand> command, CommandRoute route, Set<Role> roles) {
    static Stream<Known> of(CommandRoute route) {
      Set<Role> roles = Access.roles(route.method().asHttpMethod(), route.path());
      return route.commands().all().stream().map(command -> new Known(command, route, roles));
    }

    String name() {
      return EventNames.of(command);
    }

    /** Whether it decides a request of another person. */
    boolean settles() {
      return roles.contains(Role.APPROVER);
    }
  }

  /**
   * Reads a line.
   *
   * @param number the line number, from 1
   * @param line the line without its end
   */
  public ParsedLine read(long number, byte[] line, LineRequest request) {
    String accountId = null;
    try {
      var fields = new LinkedHashMap<String, Object>(StrictJson.object(line));
      accountId = fields.get(Routes.ACCOUNT_ID) instanceof String id ? id : null;
      Known asked = named(fields.remove(COMMAND));
      if (Collections.disjoint(request.caller().roles(), asked.roles())) {
        return forbidden(number, asked, accountId, request);
      }
      IdempotencyKey key = request.keys() == null ? null : request.keys().of(number, line);
      return new ParsedLine.Command(
          commandRequest(
              asked, CommandReader.read(asked.command(), fields, Map.of()), key, request));
    } catch (Refusal refusal) {
      return new ParsedLine.Refused(accountId, ProblemAnswer.of(refusal), null);
    }
  }

  /** The commands that batches accept, by name. */
  Map<String, Class<? extends AccountCommand>> all() {
    var all = new TreeMap<String, Class<? extends AccountCommand>>();
    known.forEach(
        (name, one) -> {
          if (!one.settles()) {
            all.put(name, one.command());
          }
        });
    return all;
  }

  private Known named(@Nullable Object name) {
    if (!(name instanceof String text)) {
      throw Refusal.invalid(COMMAND, name == null ? "is required" : "must be a string");
    }
    Known found = known.get(text);
    if (found == null) {
      throw Refusal.invalid(COMMAND, "is unknown: GET /v1/commands lists all");
    }
    if (found.settles()) {
      throw Refusal.invalid(COMMAND, "is for a request of its own: it settles what another asked");
    }
    return found;
  }

  private static ParsedLine forbidden(
      long number, Known asked, @Nullable String accountId, LineRequest request) {
    List<String> allowed = asked.roles().stream().map(Role::key).sorted().toList();
    ProblemAnswer problem = RecordingAccessDeniedHandler.problem(allowed);
    var facts = new LinkedHashMap<String, Object>();
    facts.put("line", number);
    facts.putAll(problem.facts());
    var attempt =
        new RefusalRow(
            request.caller().actor(),
            asked.name(),
            Routes.wellFormed(accountId),
            problem.slug().text(),
            facts,
            request.requestId());
    return new ParsedLine.Refused(accountId, problem, attempt);
  }

  private CommandRequest commandRequest(
      Known asked, CommandReader.Read<?> read, @Nullable IdempotencyKey key, LineRequest request) {
    var requested =
        new RequestedCommand(
            read.command(),
            read.occurredAt(),
            read.reason(),
            request.caller(),
            request.path(),
            request.requestId(),
            request.correlationId(),
            null,
            key,
            request.dryRun(),
            request.imported());
    return executor.commandRequest(asked.route(), requested);
  }
}
