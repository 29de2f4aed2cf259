package org.entitlementledger.api.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Service.put;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.cli.Job;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/**
 * A ledger that the service made when its schema was at version 2, as the database's own tool wrote
 * it down, with what it answered then: first answers to commands, and answers to questions. These
 * files never change; a later schema gets files of its own beside them.
 */
class UpgradeTest {
  private static final String CLOCK = "2025-03-15T00:00:00Z";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void keepsEveryAnswer(Databases kind) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    Database ledger = kind.empty(folder);
    new JdbcTemplate(
            new DriverManagerDataSource(ledger.url(), ledger.username(), ledger.password()))
        .execute(stored(name + ".sql"));
    assertThat(Job.on(ledger, "check").said()).contains("its schema is of an earlier version");

    var service =
        Service.start(
            folder,
            settings -> {
              put(settings, "ledger.test-clock", CLOCK);
              put(settings, "spring.datasource.url", ledger.url());
              put(settings, "spring.datasource.username", ledger.username());
              return put(settings, "spring.datasource.password", ledger.password());
            });
    try (service) {
      JsonNode told = LedgerJson.mapper().readTree(stored(name + "-answers.json"));
      assertThat(told.size()).isGreaterThan(40);
      told.forEach(one -> answersAsThen(service, one));
    }
    assertThat(Job.on(ledger, "check").said()).endsWith("the ledger is whole\n");
  }

  private static void answersAsThen(Service service, JsonNode told) {
    var client = service.as(told.path("user").asString());
    String path = told.path("path").asString();
    boolean question = told.path("key").isMissingNode();
    Reply now =
        question
            ? client.get(path)
            : client.post(
                path, told.path("body").asString(), "Idempotency-Key", told.path("key").asString());
    assertThat(now.status()).as(path).isEqualTo(told.path("status").intValue());
    if (!question) {
      assertThat(now.header("Idempotent-Replayed")).as(path).isEqualTo("true");
    }
    contains(path, told.path("answer"), now.json());
  }

  /** Answers may grow; what stood in them stays as it was. */
  private static void contains(String at, JsonNode then, JsonNode now) {
    if (then.isObject()) {
      then.properties()
          .forEach(
              field ->
                  contains(at + "." + field.getKey(), field.getValue(), now.path(field.getKey())));
    } else if (then.isArray()) {
      assertThat(now.size()).as(at).isEqualTo(then.size());
      for (int i = 0; i < then.size(); i++) {
        contains(at + "[" + i + "]", then.get(i), now.get(i));
      }
    } else {
      assertThat(now).as(at).isEqualTo(then);
    }
  }

  private static String stored(String name) {
    try (var file = UpgradeTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
