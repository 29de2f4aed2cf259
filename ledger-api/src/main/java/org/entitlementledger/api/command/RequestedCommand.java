package org.entitlementledger.api.command;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.api.ledger.tables.IdempotencyKey;
import org.entitlementledger.api.problem.RequestIds;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.web.request.Preconditions;
import org.entitlementledger.api.web.request.QueryString;
import org.entitlementledger.api.web.request.RequestBody;
import org.entitlementledger.api.web.route.PathCommands;
import org.entitlementledger.api.web.route.Routes;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/**
 * A command as requested: from the path, body and headers, with its caller.
 *
 * @param occurredAt the client's effective time; null without one
 * @param path the path of the request
 * @param expectedVersions from {@code If-Match}
 * @param key from {@code Idempotency-Key}; absent in a dry run, which ignores it
 * @param imported whether it is history from before this ledger
 */
public record RequestedCommand(
    AccountCommand command,
    @Nullable When occurredAt,
    @Nullable String reason,
    Caller caller,
    String path,
    String requestId,
    String correlationId,
    @Nullable Set<Long> expectedVersions,
    @Nullable IdempotencyKey key,
    boolean dryRun,
    boolean imported) {
  /** Reads one of the commands of the path. */
  static RequestedCommand read(PathCommands commands, HttpServletRequest request) {
    byte[] body = RequestBody.bytes(request);
    Map<String, String> ids = Routes.ids(request);
    boolean bodyless =
        request.getMethod().equals("DELETE")
            || CommandReader.isBodyOptional(commands.plain(), ids.keySet());
    var read = CommandReader.read(commands, RequestBody.fields(body, bodyless), ids);
    boolean dryRun = dryRun(request);
    return new RequestedCommand(
        read.command(),
        read.occurredAt(),
        read.reason(),
        Caller.present(),
        request.getRequestURI(),
        RequestIds.requestId(request),
        RequestIds.correlationId(request),
        Preconditions.expectedVersions(request),
        dryRun ? null : Preconditions.idempotencyKey(request, body),
        dryRun,
        false);
  }

  private static boolean dryRun(HttpServletRequest request) {
    Object text = QueryString.parameters(request).getOrDefault(PathCommands.DRY_RUN, "false");
    if (!List.of("true", "false").contains(text)) {
      throw Refusal.invalid(PathCommands.DRY_RUN, "must be true or false");
    }
    return text.equals("true");
  }
}
