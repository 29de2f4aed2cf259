package org.entitlementledger.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.access.CallerAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that a page of another site makes a browser send to change something. A browser
 * sends a password that it knows with every request, whichever page asks for it. Other programs
 * send none of the headers that this looks at.
 */
final class CrossSiteRequestFilter extends OncePerRequestFilter {
  private static final String FETCH_SITE = "Sec-Fetch-Site";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final List<String> allowed;

  /**
   * Refuses them.
   *
   * @param allowed the origins whose pages may
   */
  CrossSiteRequestFilter(List<String> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean signedIn =
        SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication;
    if (signedIn && isRefused(request)) {
      ProblemWriter.write(
          request,
          response,
          ProblemAnswer.of(Slug.FORBIDDEN, "pages of other sites may not do this"));
    } else {
      chain.doFilter(request, response);
    }
  }

  /** A preflight request asks whether a change would be allowed. */
  private boolean isRefused(HttpServletRequest request) {
    @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
    boolean changes =
        !READING.contains(request.getMethod()) || CorsUtils.isPreFlightRequest(request);
    return changes && (origin == null || !allowed.contains(origin)) && isOther(request, origin);
  }

  private static boolean isOther(HttpServletRequest request, @Nullable String origin) {
    @Nullable String site = request.getHeader(FETCH_SITE);
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    return origin != null && !hostAndPort(origin).equals(request.getHeader(HttpHeaders.HOST));
  }

  private static String hostAndPort(String origin) {
    try {
      @Nullable String authority = URI.create(origin).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }
}
