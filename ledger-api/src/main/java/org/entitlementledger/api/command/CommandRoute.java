package org.entitlementledger.api.command;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.api.web.route.PathCommands;
import org.entitlementledger.api.web.route.Route;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.json.EventNames;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * One command of the API, with its path and its answer.
 *
 * @param method {@code POST}, {@code PUT} or {@code DELETE}
 * @param path with the names of ids in braces
 * @param commands the command, or the commands that share the path
 * @param answer the record of the answer
 * @param representation makes the answer, without the balance
 */
public record CommandRoute(
    RequestMethod method,
    String path,
    PathCommands commands,
    String summary,
    Class<?> answer,
    Function<AcceptedCommand, Representation> representation) {
  private static final Pattern HYPHENATED = Pattern.compile("-([a-z])");

  /** A copy whose path also accepts {@code command}, selected by the flag {@code flag}. */
  public CommandRoute orWhere(String flag, Class<? extends AccountCommand> command) {
    return new CommandRoute(
        method, path, commands.orWhere(flag, command), summary, answer, representation);
  }

  /** A copy with another answer. */
  public CommandRoute answering(Class<?> type, Function<AcceptedCommand, Representation> other) {
    return new CommandRoute(method, path, commands, summary, type, other);
  }

  /** 201 for {@code POST}, otherwise 200. */
  HttpStatus status() {
    return method == RequestMethod.POST ? HttpStatus.CREATED : HttpStatus.OK;
  }

  /** The operation, named after its command. */
  public Route route() {
    String operationId =
        HYPHENATED
            .matcher(EventNames.of(commands.plain()))
            .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    return new Route(method, path, operationId, summary, answer, false, null, List.of(), commands);
  }
}
