package org.entitlementledger.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers every read in full. Spring would answer 304 to a conditional read by the ETag, but that
 * is the account's version, which does not change when time changes the balance.
 */
@Component
final class UnconditionalReadFilter extends OncePerRequestFilter {

  /** Skips unconditional reads, whose header lookups the wrapper would slow down. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.IF_NONE_MATCH) == null
        && request.getHeader(HttpHeaders.IF_MODIFIED_SINCE) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new Unconditional(request), response);
  }

  private static final class Unconditional extends HttpServletRequestWrapper {
    private static final Set<String> HIDDEN = hidden();

    Unconditional(HttpServletRequest request) {
      super(request);
    }

    private static Set<String> hidden() {
      var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      names.add(HttpHeaders.IF_NONE_MATCH);
      names.add(HttpHeaders.IF_MODIFIED_SINCE);
      return names;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return HIDDEN.contains(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return HIDDEN.contains(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      var names = Collections.list(super.getHeaderNames());
      names.removeIf(HIDDEN::contains);
      return Collections.enumeration(names);
    }

    @Override
    public long getDateHeader(String name) {
      return HIDDEN.contains(name) ? -1 : super.getDateHeader(name);
    }
  }
}
