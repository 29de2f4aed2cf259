package org.entitlementledger.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsUtils;

/**
 * Tells whether a browser sends a request for a page of another site. The browser knows a password
 * that was once given to it and sends it along, whoever wrote the page; what it must not do for
 * them is to change anything. Programs other than browsers send none of these headers.
 *
 * @param allowed the origins whose pages may
 */
record OtherSites(List<String> allowed) {
  private static final String FETCH_SITE = "Sec-Fetch-Site";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  OtherSites {
    allowed = List.copyOf(allowed);
  }

  /** Whether it is another site's and would change something, or asks whether it may. */
  boolean mayNot(HttpServletRequest request) {
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
