package org.entitlementledger.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.problem.RequestIds;
import org.entitlementledger.api.security.Caller;
import org.entitlementledger.core.kernel.Refusal;

/** Reads the {@link Ask} of a request: path, body, headers and who it is. */
final class AskReader {
  static final String DRY_RUN = "dryRun";

  private AskReader() {}

  /** Reads one of the commands that the path takes. */
  static Ask read(Taken taken, HttpServletRequest request) {
    byte[] body = RequestBody.bytes(request);
    Map<String, String> ids = Routes.ids(request);
    boolean bodyless =
        request.getMethod().equals("DELETE")
            || CommandReader.isBodyOptional(taken.plain(), ids.keySet());
    var read = CommandReader.read(taken, RequestBody.fields(body, bodyless), ids);
    boolean dryRun = dryRun(request);
    return new Ask(
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
    Object text = QueryString.parameters(request).getOrDefault(DRY_RUN, "false");
    if (!List.of("true", "false").contains(text)) {
      throw Refusal.invalid(DRY_RUN, "must be true or false");
    }
    return text.equals("true");
  }
}
