package org.entitlementledger.api.web.request;

import jakarta.servlet.http.HttpServletRequest;
import org.entitlementledger.api.problem.RequestIds;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.web.request.Preconditions.LineKeys;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The properties that all commands of a batch share.
 *
 * @param path the path of the request
 * @param keys null without an idempotency key, and in a dry run
 */
public record LineRequest(
    Caller caller,
    String path,
    String requestId,
    String correlationId,
    @Nullable LineKeys keys,
    boolean dryRun,
    boolean imported) {
  /** Lines of JSON. */
  public static final String NDJSON = "application/x-ndjson";

  /** The longest line, in bytes: 1 MiB (API.md, "Conventions"). */
  public static final int LONGEST_LINE = RequestBody.MOST;

  /**
   * Reads the headers.
   *
   * @throws RequestRejected {@code unsupported-media-type}
   * @throws Refusal {@code validation}
   */
  public static LineRequest of(HttpServletRequest request, boolean dryRun, boolean imported) {
    RequestBody.refuseEncoded(request);
    RequestBody.require(NDJSON, request.getContentType());
    if (request.getHeader(IfMatch.NAME) != null) {
      throw Refusal.invalid(IfMatch.NAME, "is for a command of its own");
    }
    return new LineRequest(
        Caller.present(),
        request.getRequestURI(),
        RequestIds.requestId(request),
        RequestIds.correlationId(request),
        dryRun ? null : Preconditions.lineKeys(request),
        dryRun,
        imported);
  }
}
