package org.entitlementledger.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.audit.Verifying;
import org.entitlementledger.projections.ChangingZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** A start with a newer table of time zones. */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class ZoneRulesTest {
  private static final String CALLS = "/v1/accounts/kz/progress-calls";
  private static final String LEFT = "/v1/accounts/kz/entitlements/progress-call";

  @AfterEach
  void oldRules() {
    ChangingZone.newer(false);
  }

  /** The lines that the check has logged so far. */
  private static List<String> logged(CapturedOutput output) {
    return output.getOut().lines().filter(line -> line.contains("ZoneRulesCheck")).toList();
  }

  private static Service start(Path folder) {
    return Service.start(
        folder,
        settings -> {
          Service.put(settings, "logging.level." + ZoneRulesCheck.class.getName(), "info");
          return Service.put(settings, "ledger.test-clock", "2025-04-15T12:00:00Z");
        });
  }

  private static String version(Service service) {
    JsonNode health = service.as("admin").get("/actuator/health").json();
    return health.at("/components/zoneRules/details/version").asString();
  }

  private static String stored(Service service) {
    return String.valueOf(service.bean(ZoneRulesTable.class).version());
  }

  @Test
  void whatWasUsedStaysUsedAndWhatMovesIsTold(CapturedOutput output) {
    var folder = Service.folder();
    try (var service = start(folder)) {
      Client operator = service.as("operator");
      operator.post(
          "/v1/accounts", "{\"accountId\":\"kz\",\"name\":\"KZ\",\"timeZone\":\"Test/Almaty\"}");
      Expect.created(
          operator.post(
              "/v1/accounts/kz/contracts",
              "{\"contractId\":\"c1\",\"tier\":\"advanced\",\"startsOn\":\"2025-04-01\",\"termMonths\":12}"));
      for (int i = 0; i < 4; i++) {
        Expect.created(operator.post(CALLS, "{}"));
      }
      assertThat(operator.get(LEFT).json().path("available").asString()).isEqualTo("0");
      await().atMost(Duration.ofSeconds(20)).until(() -> stored(service).equals(version(service)));
      assertThat(version(service)).contains("almaty-1");
    }
    ChangingZone.newer(true);
    try (var service = start(folder)) {
      Client operator = service.as("operator");
      assertThat(version(service)).contains("almaty-2");
      await().atMost(Duration.ofSeconds(20)).until(() -> stored(service).equals(version(service)));
      assertThat(logged(output))
          .anyMatch(line -> line.contains("Time-zone rules") && line.contains("almaty-2"))
          .anyMatch(
              line ->
                  line.contains("Account kz, progress-call")
                      && line.contains("keeps 2025-03-31T18:00:00Z to 2025-04-30T18:00:00Z")
                      && line.contains("2025-03-31T19:00:00Z to 2025-04-30T19:00:00Z"));
      for (String time : List.of("", "?asOf=2025-04-15T12:00:00Z", "?asOf=2025-04-30")) {
        JsonNode left = operator.get(LEFT + time).json();
        assertThat(left.path("available").asString()).as(time).isEqualTo("0");
        assertThat(left.at("/window/end").asString()).as(time).isEqualTo("2025-04-30T18:00:00Z");
      }
      assertThat(operator.get(LEFT + "?asOf=2025-05-01").json().path("available").asString())
          .isEqualTo("4");
      assertThat(operator.post(CALLS, "{}").problem()).isEqualTo("quota-exhausted");
      JsonNode may = operator.get(LEFT + "/movements?period=2025-05&asOf=2025-05-02").json();
      assertThat(may.path("items").size()).as("%s", may).isPositive();
      JsonNode verified = Verifying.verify(service.as("auditor"));
      assertThat(verified.path("intact").asBoolean()).as("%s", verified).isTrue();
    }
    int lines = logged(output).size();
    try (var service = start(folder)) {
      assertThat(stored(service)).isEqualTo(version(service));
    }
    assertThat(logged(output)).as("the rules are the same").hasSize(lines + 1);
  }
}
