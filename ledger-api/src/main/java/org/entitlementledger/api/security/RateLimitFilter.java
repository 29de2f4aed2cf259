package org.entitlementledger.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the requests of each caller, or of an address that sends no credentials. Health checks are
 * not limited.
 */
final class RateLimitFilter extends OncePerRequestFilter {
  private final RequestRate rate;

  RateLimitFilter(RequestRate rate) {
    this.rate = rate;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return HealthPaths.contain(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (rate.takes(caller(request))) {
      chain.doFilter(request, response);
    } else {
      ProblemWriter.write(
          request, response, ProblemAnswer.of(Slug.OVERLOADED, "too many requests per second"));
    }
  }

  private static String caller(HttpServletRequest request) {
    return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn
        ? RequestRate.key(signedIn.getPrincipal())
        : byAddress(request);
  }

  /** The name under which requests without accepted credentials are counted. */
  static String byAddress(HttpServletRequest request) {
    return "address " + request.getRemoteAddr();
  }
}
