package org.entitlementledger.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** The paths under which the service tells how it is. */
final class HealthPaths {
  private static final String HEALTH = "/actuator/health";

  /** What proxies and supervisors ask; they get the status alone and need no credentials. */
  private static final Set<String> PROBES = Set.of(HEALTH + "/readiness", HEALTH + "/liveness");

  private HealthPaths() {}

  static boolean contain(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.equals(HEALTH) || path.startsWith(HEALTH + "/");
  }

  static boolean isProbe(HttpServletRequest request) {
    return PROBES.contains(request.getRequestURI());
  }
}
