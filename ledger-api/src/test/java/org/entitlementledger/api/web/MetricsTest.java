package org.entitlementledger.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/** The ledger's own metrics are those that docs/OPERATIONS.md lists. */
class MetricsTest {
  private static final Path LIST = Path.of("..", "docs", "OPERATIONS.md");
  private static final Pattern LISTED = Pattern.compile("^\\| `(ledger_\\w+)` \\|");
  private static final Pattern SHOWN = Pattern.compile("^# TYPE (ledger_\\w+) .*");

  @Test
  void areListed() throws IOException {
    Client operator = Service.shared().as("operator");
    assertThat(operator.post("/v1/accounts/nobody/progress-calls", "{}").status()).isEqualTo(404);
    assertThat(operator.get("/actuator/prometheus").status()).isEqualTo(403);
    String shown = Service.shared().as("admin").get("/actuator/prometheus").body();
    Set<String> names = names(SHOWN, shown);
    names.removeIf(name -> name.endsWith("_max"));
    assertThat(names).isEqualTo(names(LISTED, Files.readString(LIST, UTF_8)));
    assertThat(shown)
        .contains(
            "ledger_commands_total{outcome=\"refused\"}",
            "ledger_refusals_total{problem=\"not-found\"}");
    assertThat(shown.lines())
        .anyMatch(
            line ->
                line.startsWith("http_server_requests_seconds_bucket")
                    && line.contains("uri=\"/v1/accounts/{accountId}/progress-calls\"")
                    && line.contains("status=\"404\"")
                    && line.contains("le=\"0.025\""));
    await()
        .untilAsserted(
            () ->
                assertThat(Service.shared().as("admin").get("/actuator/prometheus").body())
                    .contains("ledger_view_lag{view=\"remaining\"} 0.0"));
  }

  @Test
  void measureEveryRoute() {
    long routes =
        Service.shared().routes().getHandlerMethods().keySet().stream()
            .flatMap(route -> route.getPatternValues().stream())
            .distinct()
            .count();
    var environment = Service.shared().bean(Environment.class);
    assertThat(
            environment.getRequiredProperty(
                "management.metrics.web.server.max-uri-tags", Long.class))
        .as("routes that are measured, with room for those of other kinds")
        .isGreaterThan(routes + 50);
  }

  private static Set<String> names(Pattern line, String text) {
    var names = new TreeSet<String>();
    text.lines()
        .map(line::matcher)
        .filter(java.util.regex.Matcher::find)
        .forEach(found -> names.add(found.group(1)));
    return names;
  }
}
