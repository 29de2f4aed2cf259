package org.entitlementledger.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** The paths of health checks. */
final class HealthPaths {
  private static final String HEALTH = "/actuator/health";

  /** Probes of proxies and supervisors: they need no credentials and get only the status. */
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
