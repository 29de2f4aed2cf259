package org.entitlementledger.api.security.access;

import static org.entitlementledger.api.security.access.Role.ADMIN;
import static org.entitlementledger.api.security.access.Role.APPROVER;
import static org.entitlementledger.api.security.access.Role.AUDITOR;
import static org.entitlementledger.api.security.access.Role.FINANCE;
import static org.entitlementledger.api.security.access.Role.MONITOR;
import static org.entitlementledger.api.security.access.Role.OPERATOR;
import static org.entitlementledger.api.security.access.Role.READERS;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The access rules (API.md, "Who may do what"). The first matching line decides; a path that no
 * line matches does not exist for anybody.
 */
public final class Access {
  private static final List<HttpMethod> READING =
      List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final List<HttpMethod> ANY = List.of();
  private static final PathPatternParser PATHS = PathPatternParser.defaultInstance;

  /**
   * One line.
   *
   * @param methods empty for all methods
   * @param roles null if no authentication is required
   */
  public record Line(List<HttpMethod> methods, List<String> paths, @Nullable Set<Role> roles) {}

  public static final List<Line> LINES =
      List.of(
          open("/"),
          open("/actuator/health", "/actuator/health/**"),
          open("/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml"),
          open("/swagger-ui.html", "/swagger-ui/**"),
          line(ANY, Set.of(ADMIN, MONITOR), "/actuator/prometheus"),
          line(ANY, READERS, "/v1/accounts/{accountId}/entitlements/{key}/check"),
          line(READING, READERS, "/v1/accounts", "/v1/accounts/**"),
          line(
              ANY,
              Set.of(APPROVER, ADMIN),
              "/v1/accounts/{accountId}/adjustments/{adjustmentId}/*",
              "/v1/accounts/{accountId}/approvals/{approvalId}/*"),
          line(ANY, Set.of(OPERATOR, ADMIN), "/v1/accounts", "/v1/accounts/**"),
          line(ANY, READERS, "/v1/commands"),
          // each line of a batch needs the role of its command
          line(ANY, READERS, "/v1/batches"),
          line(ANY, Set.of(AUDITOR, ADMIN), "/v1/audit/**"),
          line(ANY, Set.of(FINANCE, ADMIN), "/v1/finance/**"),
          line(READING, READERS, "/v1/test-clock"),
          line(ANY, Set.of(ADMIN), "/v1/test-clock"),
          line(ANY, Set.of(ADMIN), "/v1/admin/**"));

  private Access() {}

  /**
   * The roles that may use a path.
   *
   * @param path a path or a path template
   * @return empty if no authentication is required, or if no rule matches
   */
  public static Set<Role> roles(HttpMethod method, String path) {
    PathContainer asked = PathContainer.parsePath(path);
    for (Line line : LINES) {
      boolean named = line.methods().isEmpty() || line.methods().contains(method);
      if (named && line.paths().stream().anyMatch(one -> PATHS.parse(one).matches(asked))) {
        return line.roles() == null ? Set.of() : line.roles();
      }
    }
    return Set.of();
  }

  private static Line open(String... paths) {
    return new Line(READING, Arrays.asList(paths), null);
  }

  private static Line line(List<HttpMethod> methods, Set<Role> roles, String... paths) {
    return new Line(methods, Arrays.asList(paths), roles);
  }
}
