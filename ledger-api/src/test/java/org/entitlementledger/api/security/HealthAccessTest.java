package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Health tells everybody the status, and those who run the ledger the rest. */
class HealthAccessTest {
  private static final Service SERVICE = Service.shared();
  private static final String HEALTH = "/actuator/health";

  /** The status, that the ledger is a rehearsal, and nothing else. */
  static void isStatusAlone(Reply reply) {
    JsonNode health = Expect.ok(reply);
    assertThat(health.propertyNames())
        .containsAnyOf("status")
        .isSubsetOf("status", "description", "groups");
    assertThat(health.path("status").asString()).isEqualTo("UP");
  }

  @ParameterizedTest
  @ValueSource(strings = {HEALTH, HEALTH + "/readiness", HEALTH + "/liveness"})
  void tellsEverybodyTheStatusAlone(String path) {
    isStatusAlone(SERVICE.anonymous().get(path));
    for (String user : List.of("operator", "approver", "auditor", "finance", "customer")) {
      isStatusAlone(SERVICE.as(user).get(path));
    }
  }

  @Test
  void saysThatItIsARehearsal() {
    for (String path : List.of(HEALTH, HEALTH + "/readiness")) {
      JsonNode health = Expect.ok(SERVICE.anonymous().get(path));
      assertThat(health.path("description").asString()).isEqualTo("rehearsal");
    }
  }

  @Test
  void hidesComponentsFromThoseWhoDoNotRunTheLedger() {
    for (String path : List.of(HEALTH + "/views", HEALTH + "/tree", HEALTH + "/readiness/ledger")) {
      assertThat(SERVICE.anonymous().get(path).status()).as(path).isEqualTo(404);
      assertThat(SERVICE.as("auditor").get(path).status()).as(path).isEqualTo(404);
      assertThat(SERVICE.as("admin").get(path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void showsAnAdminWhereTheViewsStand() {
    JsonNode health = Expect.ok(SERVICE.as("admin").get(HEALTH));
    assertThat(health.at("/components/ledger/details/rehearsal").asBoolean()).isTrue();
    assertThat(health.at("/components/views/details/movement/head").isNumber()).isTrue();
    assertThat(health.at("/components/tree/details/size").isNumber()).isTrue();
  }

  @Test
  void answersWhateverCredentialsComeWithIt() {
    for (Client client :
        List.of(
            SERVICE.with("finance", "wrong"),
            SERVICE.with("nobody", "wrong"),
            SERVICE.bearer("nonsense"))) {
      isStatusAlone(client.get(HEALTH));
      isStatusAlone(client.get(HEALTH + "/readiness"));
    }
    Reply broken = SERVICE.anonymous().get(HEALTH, "Authorization", "Basic %%%");
    isStatusAlone(broken);
    Expect.refused(401, "unauthenticated", SERVICE.with("nobody", "wrong").get("/v1/accounts"));
  }
}
