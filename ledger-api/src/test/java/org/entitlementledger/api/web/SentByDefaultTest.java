package org.entitlementledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;

import java.nio.charset.StandardCharsets;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the libraries of languages send by default is accepted (API.md, "Conventions"). */
class SentByDefaultTest {
  private static final Service SERVICE = Service.shared();
  private static final Client OPERATOR = SERVICE.as("operator");
  private static final String ACCOUNT = "/v1/accounts/by-default";
  private static int ids;

  @BeforeAll
  static void buy() {
    OPERATOR.buy("by-default", "advanced", "2025-06-01");
  }

  private static Reply advise(String id, String fields) {
    return OPERATOR.post(
        ACCOUNT + "/advisory-activities",
        "{\"activityId\":\"%s\",\"kind\":\"usage-review\"%s}".formatted(id, fields));
  }

  private static Reply batch(String... lines) {
    byte[] body = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return OPERATOR.send("POST", "/v1/batches", body, "Content-Type", "application/x-ndjson");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-10T10:00:00.123456789Z, 2025-06-10T10:00:00.123456Z",
    "2025-06-10T10:00:00.999999999Z, 2025-06-10T10:00:00.999999Z",
    "2025-06-10T10:00:00.1234567Z, 2025-06-10T10:00:00.123456Z",
    "2025-06-10T12:00:00+0200, 2025-06-10T10:00:00Z",
    "2025-06-10T12:00:00+02:00, 2025-06-10T10:00:00Z",
    "2025-06-10T12:00:00.5+02, 2025-06-10T10:00:00.500Z",
    "2025-06-10T06:30:00.000000001-0330, 2025-06-10T10:00:00Z",
    "2025-06-10T10:00:00-0000, 2025-06-10T10:00:00Z",
    "2025-06-10t10:00:00z, 2025-06-10T10:00:00Z",
  })
  void instantsAreTakenInBodiesBatchesAndQueries(String sent, String meant) {
    String id = "instant-" + ++ids;
    created(advise(id, ",\"occurredAt\":\"" + sent + "\""));
    JsonNode read = ok(OPERATOR.get(ACCOUNT + "/advisory-activities/" + id));
    assertThat(read.path("occurredAt").asString()).isEqualTo(meant);

    JsonNode line =
        batch(
                "{\"command\":\"record-advisory-activity\",\"accountId\":\"by-default\","
                    + "\"activityId\":\"%s-2\",\"kind\":\"usage-review\",\"occurredAt\":\"%s\"}"
                        .formatted(id, sent))
            .results()
            .getFirst();
    assertThat(line.path("body").path("occurredAt").asString())
        .as(line.toString())
        .isEqualTo(meant);

    // a plus sign in a query that nobody has encoded is there too
    for (String query : new String[] {sent.replace("+", "%2B"), sent}) {
      JsonNode answer = ok(OPERATOR.get(ACCOUNT + "/entitlements?asOf=" + query));
      assertThat(answer.path("asOf").asString()).isEqualTo(meant);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-06-10T10:00:00.1234567890Z",
        "2025-06-10T10:00:00",
        "2025-06-10T10:00:00+2",
        "2025-06-10T10:00:00+020",
        "2025-06-10T10:00:00+02:0",
        "2025-06-10T10:00:00+02:00x",
        "2025-06-10T10:00:00+19",
        "2025-06-10T10:00:00+0260",
        "2025-06-10 10:00:00Z",
        "2025-06-31T10:00:00+0200",
        "2025-06-10T24:00:00Z",
        "1969-12-31T23:59:59.999999999Z",
        "10000-01-01T00:00:00Z",
      })
  void othersAreNot(String sent) {
    invalid("occurredAt", advise("never", ",\"occurredAt\":\"" + sent + "\""));
  }

  @Test
  void anEmptyListIsAsGoodAsNone() {
    created(OPERATOR.post(ACCOUNT + "/vouchers", "{\"quantity\":1,\"codes\":[]}"));
    created(advise("no-attendees", ",\"attendees\":[]"));
    JsonNode line =
        batch(
                "{\"command\":\"issue-voucher\",\"accountId\":\"by-default\",\"quantity\":1,"
                    + "\"codes\":[]}")
            .results()
            .getFirst();
    assertThat(line.path("status").intValue()).as(line.toString()).isEqualTo(201);
    invalid("codes[0]", OPERATOR.post(ACCOUNT + "/vouchers", "{\"quantity\":1,\"codes\":[null]}"));
  }

  @Test
  void nullIsAsGoodAsLeftOut() {
    JsonNode opened =
        created(
            OPERATOR.post(
                "/v1/accounts",
                "{\"accountId\":null,\"name\":\"x\",\"timeZone\":null,\"occurredAt\":null,"
                    + "\"reason\":null}"));
    assertThat(opened.path("accountId").asString()).hasSize(36);
    JsonNode line =
        batch("{\"command\":\"open-account\",\"accountId\":null,\"name\":\"x\"}")
            .results()
            .getFirst();
    assertThat(line.path("status").intValue()).as(line.toString()).isEqualTo(201);
    created(advise("nulls", ",\"summary\":null,\"attendees\":null"));
    String check = ACCOUNT + "/entitlements/progress-call/check";
    ok(OPERATOR.post(check, "{\"quantity\":null,\"occurredAt\":null}"));
    invalid("quantity", OPERATOR.post(ACCOUNT + "/vouchers", "{\"quantity\":null}"));
  }

  /** The documents of the paths and of the lines of batches. */
  @Test
  void theDocumentsSayWhatMayBeNull() {
    JsonNode schemas =
        SERVICE.anonymous().get("/v3/api-docs").json().path("components").path("schemas");
    JsonNode open = schemas.path("OpenAccount").path("properties");
    assertThat(open.path("timeZone").path("type").toString()).isEqualTo("[\"string\",\"null\"]");
    assertThat(open.path("occurredAt").path("type").toString()).contains("null");
    assertThat(open.path("name").path("type").asString()).isEqualTo("string");
    JsonNode grant = schemas.path("GrantTopUp").path("properties").path("unitValue");
    assertThat(grant.path("anyOf").toString()).contains("MoneyInput", "\"null\"");
    JsonNode commands = ok(OPERATOR.get("/v1/commands")).path("items");
    for (JsonNode one : commands) {
      JsonNode schema = one.path("schema");
      var required = schema.path("required").valueStream().map(JsonNode::asString).toList();
      schema
          .path("properties")
          .properties()
          .forEach(
              field ->
                  assertThat(isNullable(field.getValue()))
                      .as(one.path("command") + " " + field)
                      .isEqualTo(!required.contains(field.getKey())));
    }
  }

  private static boolean isNullable(JsonNode schema) {
    return schema.path("type").toString().contains("\"null\"")
        || schema.path("anyOf").toString().endsWith("{\"type\":\"null\"}]");
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    created(OPERATOR.post("/v1/accounts", "\uFEFF{\"name\":\"x\"}"));
    Reply reply = batch("\uFEFF{\"command\":\"open-account\",\"name\":\"x\"}", "", "x");
    assertThat(reply.results().getFirst().path("status").intValue())
        .as(reply.body())
        .isEqualTo(201);
    assertThat(reply.results().getLast().path("line").intValue()).isEqualTo(3);
    assertThat(batch("\uFEFF").body()).isEmpty();
  }
}
