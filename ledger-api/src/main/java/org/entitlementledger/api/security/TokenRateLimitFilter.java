package org.entitlementledger.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses tokens without decoding them once their address has used up its requests; each refused
 * credential counts as one. A token that was valid before is still decoded: its caller has a limit
 * of its own, and may share the address with others.
 */
final class TokenRateLimitFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final RequestRate rate;
  private final KnownTokens known;

  TokenRateLimitFilter(RequestRate rate, KnownTokens known) {
    this.rate = rate;
    this.known = known;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return HealthPaths.contain(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String token = token(request);
    if (token != null
        && rate.isUsedUp(RateLimitFilter.byAddress(request))
        && !known.contains(token)) {
      ProblemWriter.write(
          request,
          response,
          ProblemAnswer.of(Slug.OVERLOADED, "too many requests from this address"));
    } else {
      chain.doFilter(request, response);
    }
  }

  private static @Nullable String token(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length())
        : null;
  }
}
