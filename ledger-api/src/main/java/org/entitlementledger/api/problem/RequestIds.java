package org.entitlementledger.api.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request its ids: those that the client sent where they are well-formed, else new
 * ones. They stand in the answer, in the log's metadata and in the service's own log lines. It also
 * says that no answer may be kept.
 */
public final class RequestIds extends OncePerRequestFilter {
  public static final String REQUEST_ID = "X-Request-Id";
  public static final String CORRELATION_ID = "X-Correlation-Id";

  private static final String IN_LOGS = "requestId";
  private static final String BELONGS_TO = "correlationId";
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** Before security, so that its refusals have ids too. */
  public static final int ORDER = -200;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String requestId = sent(request, REQUEST_ID, UUID.randomUUID().toString());
    String correlationId = sent(request, CORRELATION_ID, requestId);
    request.setAttribute(REQUEST_ID, requestId);
    request.setAttribute(CORRELATION_ID, correlationId);
    response.setHeader(REQUEST_ID, requestId);
    response.setHeader(CORRELATION_ID, correlationId);
    response.setHeader("Cache-Control", "no-store");
    MDC.put(IN_LOGS, requestId);
    MDC.put(BELONGS_TO, correlationId);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(IN_LOGS);
      MDC.remove(BELONGS_TO);
    }
  }

  private static String sent(HttpServletRequest request, String header, String otherwise) {
    @Nullable String value = request.getHeader(header);
    return value != null && WELL_FORMED.matcher(value).matches() ? value : otherwise;
  }

  /** The id of this request. */
  public static String requestId(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(REQUEST_ID));
  }

  /** The id of what this request belongs to. */
  public static String correlationId(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(CORRELATION_ID));
  }
}
