package org.entitlementledger.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.access.CallerAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 429 to requests that exceed a limit. Health checks are not limited. */
final class RateLimitFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final Predicate<HttpServletRequest> exceeded;
  private final String detail;

  private RateLimitFilter(Predicate<HttpServletRequest> exceeded, String detail) {
    this.exceeded = exceeded;
    this.detail = detail;
  }

  /** Limits the requests of each caller, or of an address that sends no credentials. */
  static RateLimitFilter ofRequests(RequestRate rate) {
    return new RateLimitFilter(
        request -> !rate.takes(caller(request)), "too many requests per second");
  }

  /**
   * Refuses tokens without decoding them once their address has used up its requests; each refused
   * credential counts as one. A token that was valid before is still decoded: its caller has a
   * limit of its own, and may share the address with others.
   */
  static RateLimitFilter ofTokens(RequestRate rate, KnownTokens known) {
    return new RateLimitFilter(
        request -> {
          String token = token(request);
          return token != null && rate.isUsedUp(byAddress(request)) && !known.contains(token);
        },
        "too many requests from this address");
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return HealthPaths.contain(request);
  }

  /** Both filters stand in one chain, and neither may count as the other. */
  @Override
  protected String getAlreadyFilteredAttributeName() {
    return RateLimitFilter.class.getName() + ": " + detail;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (exceeded.test(request)) {
      ProblemWriter.write(request, response, ProblemAnswer.of(Slug.OVERLOADED, detail));
    } else {
      chain.doFilter(request, response);
    }
  }

  private static String caller(HttpServletRequest request) {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof CallerAuthentication signedIn
        ? RequestRate.key(signedIn.getPrincipal())
        : byAddress(request);
  }

  /** The name under which requests without accepted credentials are counted. */
  static String byAddress(HttpServletRequest request) {
    return "address " + request.getRemoteAddr();
  }

  private static @Nullable String token(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length())
        : null;
  }
}
