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
 * What a request passes between signing in and the question whether its role may: how many its
 * caller makes, and from which page it comes. Health is answered however often it is asked.
 */
final class Admission extends OncePerRequestFilter {
  private final SignIns signIns;
  private final RequestRate rate;
  private final OtherSites otherSites;

  Admission(SignIns signIns, RequestRate rate, OtherSites otherSites) {
    this.signIns = signIns;
    this.rate = rate;
    this.otherSites = otherSites;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean signedIn = SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn;
    if (signedIn) {
      signIns.signedIn(Caller.present(), request);
    }
    String caller = signedIn ? RequestRate.key(Caller.present()) : byAddress(request);
    if (!HealthPaths.contain(request) && !rate.takes(caller)) {
      ProblemWriter.write(
          request,
          response,
          ProblemAnswer.of(Slug.OVERLOADED, "the caller makes too many requests in a second"));
    } else if (signedIn && otherSites.mayNot(request)) {
      ProblemWriter.write(
          request,
          response,
          ProblemAnswer.of(Slug.FORBIDDEN, "pages of other sites may not do this"));
    } else {
      chain.doFilter(request, response);
    }
  }

  /** How a caller that is not signed in is told from others. */
  static String byAddress(HttpServletRequest request) {
    return "address " + request.getRemoteAddr();
  }
}
