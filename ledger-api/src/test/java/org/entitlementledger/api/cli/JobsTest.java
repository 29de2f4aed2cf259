package org.entitlementledger.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.LedgerApplication;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class JobsTest {
  @TempDir private Path folder;

  /** A ledger of one account with a contract, a call and three vouchers; no service runs on it. */
  private Database ledger(Databases kind, List<String> events) {
    Database database = kind.empty(folder);
    try (var service = Service.start(folder, settings -> on(settings, database))) {
      Client operator = service.as("operator");
      operator.buy("acme", "advanced", "2025-03-15");
      operator.post("/v1/accounts/acme/progress-calls", "{\"callId\":\"one\"}");
      operator.post("/v1/accounts/acme/vouchers", "{\"codes\":[\"A\",\"B\",\"C\"],\"quantity\":3}");
      service
          .as("auditor")
          .get("/v1/audit/events")
          .json()
          .path("items")
          .forEach(event -> events.add(event.toString()));
    }
    return database;
  }

  private static Map<String, Object> on(Map<String, Object> settings, Database database) {
    Service.put(settings, "ledger.test-clock", "2025-03-20T09:00:00Z");
    Service.put(settings, "spring.datasource.url", database.url());
    Service.put(settings, "spring.datasource.username", database.username());
    return Service.put(settings, "spring.datasource.password", database.password());
  }

  private static void change(Database database, String sql) {
    new JdbcTemplate(
            new DriverManagerDataSource(database.url(), database.username(), database.password()))
        .update(sql);
  }

  @ParameterizedTest
  @EnumSource
  void findWhatIsNotWhole(Databases kind) throws IOException {
    var events = new ArrayList<String>();
    Database ledger = ledger(kind, events);
    Job whole = Job.on(ledger, "check");
    assertThat(whole.said()).contains("positions 1 to 4, 1 accounts", "claimed: 4 ids");
    assertThat(whole.said()).contains("checkpoint: sealed up to position 4");
    assertThat(whole.said()).contains("view movement: as the log gives it, position 4");
    assertThat(whole.said()).endsWith("the ledger is whole\n");
    assertThat(whole.exitCode()).isZero();

    Path file = folder.resolve("events.ndjson");
    assertThat(Job.on(ledger, "export", file.toString()).said())
        .contains("4 events up to position 4");
    not(Job.on(ledger, "export", file.toString()), file + " already exists: name a new file");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(5);
    for (int i = 0; i < 4; i++) {
      String event = events.get(i);
      assertThat(lines.get(i)).startsWith(event.substring(0, event.length() - 1) + ",\"leaf\":");
    }
    assertThat(lines.getLast()).startsWith("{\"manifest\":");

    change(ledger, "update register set item = '{}' where item_id = 'B'");
    flawed(ledger, "position 4: register: row acme vouchers B of table register is changed");
    assertThat(Job.on(ledger, "rebuild").exitCode()).isZero();
    assertThat(Job.on(ledger, "check").exitCode()).isZero();

    change(ledger, "update head set size = 5");
    flawed(ledger, "position 5: log: there is no event");
    change(ledger, "update head set size = 4");
    change(ledger, "delete from claimed where id = 'C'");
    flawed(ledger, "position 4: claimed: voucher C is not claimed");
    change(ledger, "insert into claimed (kind, id) values ('voucher', 'C')");
    if (kind == Databases.H2) {
      damageTheLog(ledger);
    }
  }

  /** PostgreSQL refuses to change an event. */
  private static void damageTheLog(Database ledger) {
    change(ledger, "update log set sequence = 9 where position = 2");
    flawed(ledger, "position 2: log: the stored bytes do not give the sealed hash");
    change(ledger, "update log set sequence = 1 where position = 2");
    change(ledger, "update log set payload = stringtoutf8('{}') where position = 3");
    flawed(ledger, "position 3: log: the stored bytes do not give the sealed hash");
    change(ledger, "delete from log where position = 3");
    flawed(ledger, "position 3: log: there is no event");
  }

  private static void flawed(Database ledger, String flaw) {
    Job found = Job.on(ledger, "check");
    assertThat(found.said()).contains("NOT WHOLE, differences: 1\n" + flaw);
    assertThat(found.exitCode()).isEqualTo(1);
  }

  @Test
  void sayWhatKeepsThemFromBeingDone() throws IOException {
    not(Job.in(folder, "chekc"), "unknown job chekc", "usage: ", "check ");
    not(Job.in(folder, "verify", "x", "--key=x"), "unknown option --ledger.data");
    not(Job.alone("verify", "x"), "--key=");
    not(Job.alone("verify", "x", "--key=a+b"), "not a verifier key");
    not(
        Job.alone("verify", "x", "--key=" + folder.resolve("no-key")),
        "no-key: no such file or folder");
    not(Job.in(folder, "export"), "wrong arguments of export", "export <file>");
    not(Job.in(folder, "check"), "there is no ledger here");
    assertThat(folder).isEmptyDirectory();
    not(Job.on(Databases.POSTGRESQL.empty(folder), "check"), "there is no ledger in jdbc:");
    Path file = folder.resolve("no.zip");
    not(Job.in(folder, "restore", file.toString()), "could not be done", "no.zip: no such file");
    Files.writeString(file, "no zip at all");
    not(Job.in(folder, "restore", file.toString()), "could not be done");
  }

  @Test
  void explainThemselves() {
    Job help = Job.alone("--help");
    assertThat(help.exitCode()).isZero();
    for (String name : List.of("check", "rebuild", "export", "backup", "restore", "verify")) {
      assertThat(help.said()).containsPattern("(?m)^  " + name + " +[A-Z]");
      Job job = Job.alone(name, "--help");
      assertThat(job.exitCode()).isZero();
      assertThat(job.said()).startsWith("usage: java -jar ledger.jar " + name).contains("3   ");
    }
    Job version = Job.alone("rotate-key", "--version");
    assertThat(version.exitCode()).isZero();
    assertThat(version.said())
        .startsWith("Entitlement Ledger ")
        .contains("Java " + Runtime.version());
  }

  @Test
  void refuseArgumentsThatTheyDoNotTake() {
    not(Job.alone("--halp"), "unknown option --halp", "usage: ");
    not(Job.in(folder, "check", "--depp"), "wrong arguments of check", "'--depp'", "usage: ");
    not(Job.in(folder, "check", "more"), "wrong arguments of check", "'more'");
    not(Job.in(folder, "export", "a", "b"), "wrong arguments of export", "'b'");
    not(Job.alone("verify", "x", "--key"), "Missing required parameter for option '--key'");
    not(Job.alone("verify", "x", "--key=a", "--key=b"), "'--key'", "only once");
    not(Job.alone("verify", "x", "--key=a", "--chekpoint=b"), "'--chekpoint=b'", "--checkpoint");
    Job unusable = Job.in(folder, "check", "--ledger.connections=many");
    not(unusable, "check could not be done", "ledger.connections", "many");
    assertThat(unusable.said().lines()).as("a sentence, no trace").hasSize(1);
    not(Job.alone("check", "--ledger.dta=" + folder), "There is no setting ledger.dta.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leaveALedgerAloneThatAServiceRunsOn() throws Exception {
    try (var _ = Service.start(folder, settings -> settings)) {
      var process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  LedgerApplication.class.getName(),
                  "check",
                  "--ledger.data=" + folder)
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      not(new Job(process.waitFor(), said), "a service runs on this ledger");
    }
  }

  private static void not(Job job, String... said) {
    assertThat(job.said()).contains(said);
    assertThat(job.exitCode()).isEqualTo(2);
  }
}
