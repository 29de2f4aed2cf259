package org.entitlementledger.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Allows pages of the configured origins to call the service from a browser, with their own token.
 */
final class AllowedOrigins extends DefaultCorsProcessor {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
  private static final List<String> ASKED =
      List.of(
          "Accept",
          "Authorization",
          "Content-Type",
          "Idempotency-Key",
          "If-Match",
          "Ledger-Min-Position",
          "X-Correlation-Id",
          "X-Request-Id");
  private static final List<String> ANSWERED =
      List.of(
          "Content-Disposition",
          "ETag",
          "Idempotent-Replayed",
          "Ledger-Position",
          "Location",
          "Retry-After",
          "X-Correlation-Id",
          "X-Request-Id");

  private AllowedOrigins() {}

  /** A filter that answers preflight requests of these origins. */
  static CorsFilter filter(List<String> origins) {
    var allowed = new CorsConfiguration();
    allowed.setAllowedOrigins(origins);
    allowed.setAllowedMethods(METHODS);
    allowed.setAllowedHeaders(ASKED);
    allowed.setExposedHeaders(ANSWERED);
    allowed.setAllowCredentials(false);
    var everywhere = new UrlBasedCorsConfigurationSource();
    everywhere.registerCorsConfiguration("/v1/**", allowed);
    everywhere.registerCorsConfiguration("/v3/api-docs/**", allowed);
    var filter = new CorsFilter(everywhere);
    filter.setCorsProcessor(new AllowedOrigins());
    return filter;
  }

  @Override
  public boolean processRequest(
      @Nullable CorsConfiguration allowed, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean asks = CorsUtils.isPreFlightRequest(request);
    if (!asks
        && (allowed == null
            || allowed.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) == null)) {
      return true;
    }
    boolean fine = super.processRequest(allowed, request, response);
    if (!fine) {
      ProblemWriter.write(
          request,
          response,
          ProblemAnswer.of(Slug.FORBIDDEN, "pages of this origin may not do this"));
    }
    return fine;
  }

  /** {@link #processRequest} writes a problem instead. */
  @Override
  protected void rejectRequest(ServerHttpResponse response) {}
}
