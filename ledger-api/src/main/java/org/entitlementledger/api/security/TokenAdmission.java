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
 * Refuses tokens before they are decoded where their address has used up its requests, each refused
 * credential being one of them. A token that was right before is decoded all the same: its caller
 * has a limit of their own, and may share an address with whoever used it up.
 */
final class TokenAdmission extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final RequestRate rate;
  private final KnownTokens known;

  TokenAdmission(RequestRate rate, KnownTokens known) {
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
    if (token != null && rate.isUsedUp(Admission.byAddress(request)) && !known.contains(token)) {
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
