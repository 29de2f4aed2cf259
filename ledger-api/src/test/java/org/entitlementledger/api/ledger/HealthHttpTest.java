package org.entitlementledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.entitlementledger.api.Service.put;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.Wire;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the service says of itself is true, whatever becomes of its database. */
class HealthHttpTest {
  private static final String HEALTH = "/actuator/health";
  private static final String READINESS = "/actuator/health/readiness";
  private static final String LIVENESS = "/actuator/health/liveness";
  private static final String BALANCE = "/v1/accounts/acme/entitlements/progress-call";
  private static final String CALLS = "/v1/accounts/acme/progress-calls";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void tellsTheTruth() throws Exception {
    Database database = Databases.POSTGRESQL.empty(folder);
    var direct =
        new DriverManagerDataSource(database.url(), database.username(), database.password());
    int port = Databases.server().getPort();
    try (var wire = new Wire(() -> port);
        var service =
            Service.start(
                folder,
                settings -> {
                  put(settings, "ledger.test-clock", "2025-03-20T09:00:00Z");
                  put(
                      settings,
                      "spring.datasource.url",
                      database.url().replace(":" + port + "/", ":" + wire.port() + "/"));
                  return put(settings, "spring.datasource.username", database.username());
                })) {
      service.as("operator").buy("acme", "signature", "2025-03-15");
      whileAViewIsStopped(service, new JdbcTemplate(direct));
      whileSomebodyElseHoldsTheHead(service, direct);
      assertThat(service.as("operator").get(BALANCE).status()).isEqualTo(200);
      wire.cut();
      assertThat(service.as("operator").get(BALANCE).problem()).isEqualTo("unavailable");
      assertThat(status(service, READINESS)).as("after one query failed").isEqualTo(503);
      whileCommandsAreNotTaken(service);
      wire.mend();
      allIsWellAgain(service);
    }
  }

  private static void whileAViewIsStopped(Service service, JdbcTemplate direct) {
    Client operator = service.as("operator");
    direct.execute("alter table movement rename to movement_away");
    assertThat(operator.post(CALLS, "{}").status()).isEqualTo(201);
    await().atMost(SOON).until(() -> status(service, HEALTH) == 503);
    assertThat(service.as("admin").get(HEALTH).json().at("/components/views/status").asString())
        .isEqualTo("DOWN");
    assertThat(status(service, READINESS)).isEqualTo(200);
    assertThat(status(service, LIVENESS)).isEqualTo(200);
    assertThat(operator.get(BALANCE).status()).as("another view").isEqualTo(200);
    assertThat(operator.get(BALANCE + "/movements").problem()).isEqualTo("unavailable");
    direct.execute("alter table movement_away rename to movement");
    allIsWellAgain(service);
    assertThat(operator.get(BALANCE + "/movements").status()).isEqualTo(200);
  }

  private static void whileSomebodyElseHoldsTheHead(Service service, DriverManagerDataSource direct)
      throws SQLException {
    try (var holder = direct.getConnection()) {
      holder.setAutoCommit(false);
      holder.createStatement().executeQuery("select * from head for update").close();
      whileCommandsAreNotTaken(service);
      holder.rollback();
    }
    allIsWellAgain(service);
  }

  private static void whileCommandsAreNotTaken(Service service) {
    Reply refused = service.as("operator").post(CALLS, "{}");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problem()).isEqualTo("unavailable");
    assertThat(refused.header("Retry-After")).isNotNull();
    assertThat(status(service, READINESS)).isEqualTo(503);
    assertThat(status(service, LIVENESS)).as("a new process would not help").isEqualTo(200);
  }

  private static void allIsWellAgain(Service service) {
    await().atMost(SOON).until(() -> status(service, READINESS) == 200);
    await().atMost(SOON).until(() -> status(service, HEALTH) == 200);
    assertThat(service.as("operator").post(CALLS, "{}").status()).isEqualTo(201);
  }

  private static int status(Service service, String path) {
    return service.anonymous().get(path).status();
  }
}
