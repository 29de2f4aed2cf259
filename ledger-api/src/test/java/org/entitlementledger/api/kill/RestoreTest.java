package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Service.put;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.cli.Job;
import org.entitlementledger.api.kill.Load.Answered;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backup that is taken under load is a whole ledger, in which all that was told before is. */
final class RestoreTest {
  private static final int CLIENTS = 8;

  @TempDir Path folder;

  private static Map<String, Object> on(Map<String, Object> settings, Database database) {
    put(settings, "ledger.test-clock", "2025-03-20T09:00:00Z");
    put(settings, "spring.datasource.url", database.url());
    put(settings, "spring.datasource.username", database.username());
    return put(settings, "spring.datasource.password", database.password());
  }

  @ParameterizedTest
  @EnumSource
  void givesBackWhatWasAcknowledgedBeforeIt(Databases kind) throws IOException {
    Database first = kind.empty(folder);
    Map<String, Answered> before;
    Path backup;
    long position;
    try (var service = Service.start(folder, settings -> on(settings, first))) {
      var load = new Load(() -> service.as("operator"), CLIENTS);
      try (load) {
        load.awaitAnswers(300);
        before = load.answered();
        Reply taken = service.as("admin").post("/v1/admin/backups", "");
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        position = taken.json().path("position").longValue();
        backup = folder.resolve("backups").resolve(taken.json().path("file").asString());
        load.awaitAnswers(50);
      }
      assertThat(load.newest()).as("the ledger went on").isGreaterThan(position);
      assertThat(service.as("operator").post("/v1/admin/backups", "").status()).isEqualTo(403);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");

    // either database takes what the other gave
    for (Databases other : Databases.values()) {
      Database fresh = other.empty(folder);
      Job restored = Job.on(fresh, "restore", backup.toString());
      assertThat(restored.said())
          .contains("restored up to position " + position, "positions 1 to " + position)
          .endsWith("the ledger is whole\n");
      assertThat(restored.exitCode()).isZero();
      Job again = Job.on(fresh, "restore", backup.toString());
      assertThat(again.said()).contains("there is a ledger already");
      assertThat(again.exitCode()).isEqualTo(2);
      if (other == kind) {
        answersAsBefore(fresh, before);
      }
    }
    damaged(backup);
  }

  private void answersAsBefore(Database fresh, Map<String, Answered> before) {
    try (var service = Service.start(folder, settings -> on(settings, fresh))) {
      Client operator = service.as("operator");
      assertThat(before).hasSizeGreaterThanOrEqualTo(300);
      before.values().parallelStream()
          .forEach(
              told -> {
                Reply again = told.request().send(operator);
                assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
                assertThat(again.body()).isEqualTo(told.reply().body());
              });
      Reply refused = operator.post("/v1/accounts/none/progress-calls", "{}");
      assertThat(refused.status()).as("what is counted goes on").isEqualTo(404);
      assertThat(operator.post("/v1/accounts", "{\"name\":\"New\"}").status()).isEqualTo(201);
      Reply sealed = service.as("auditor").get("/v1/audit/checkpoint");
      assertThat(sealed.status()).as("what comes is sealed: " + sealed.body()).isEqualTo(200);
      new Auditor().check(service.as("admin"));
    }
  }

  private void damaged(Path backup) throws IOException {
    try (var file = new RandomAccessFile(backup.toFile(), "rw")) {
      file.setLength(file.length() - 100);
    }
    Job refused = Job.on(Databases.H2.empty(folder), "restore", backup.toString());
    assertThat(refused.said()).contains("restore could not be done");
    assertThat(refused.exitCode()).isEqualTo(2);
  }
}
