package org.entitlementledger.api.command.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends batches whose lines are written with single quotes, and reads their results. */
final class BatchClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BatchClient() {}

  /** The lines of a batch, with an end each. */
  static String lines(String... lines) {
    return String.join("\n", lines).replace('\'', '"') + "\n";
  }

  static Reply send(Client client, String query, String body, String... headers) {
    var all = new java.util.ArrayList<>(List.of("Content-Type", "application/x-ndjson"));
    all.addAll(List.of(headers));
    return client.send(
        "POST", "/v1/batches" + query, body.getBytes(UTF_8), all.toArray(String[]::new));
  }

  /** The results of a batch that is taken. */
  static List<JsonNode> run(Client client, String query, String body, String... headers) {
    Reply reply = send(client, query, body, headers);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("application/x-ndjson");
    return results(reply.body());
  }

  static List<JsonNode> results(String body) {
    assertThat(body.isEmpty() || body.endsWith("\n")).as(body).isTrue();
    return body.lines().map(JSON::readTree).toList();
  }

  static List<Integer> statuses(List<JsonNode> results) {
    return results.stream().map(one -> one.path("status").intValue()).toList();
  }

  static List<Long> numbers(List<JsonNode> results) {
    return results.stream().map(one -> one.path("line").longValue()).toList();
  }

  /** The slug of a line's problem; empty where it has none. */
  static String slug(JsonNode result) {
    return result.path("problem").path("type").asString("").replace("/problems/", "");
  }

  static List<String> slugs(List<JsonNode> results) {
    return results.stream().map(BatchClient::slug).toList();
  }

  static String open(String accountId) {
    return "{'command':'open-account','accountId':'" + accountId + "','name':'Acme'}";
  }

  static String buy(String accountId, String startsOn) {
    return "{'command':'purchase-contract','accountId':'"
        + accountId
        + "','contractId':'c1','tier':'advanced','startsOn':'"
        + startsOn
        + "','termMonths':12}";
  }

  static String call(String accountId, String callId) {
    return "{'command':'log-progress-call','accountId':'"
        + accountId
        + "','callId':'"
        + callId
        + "','summary':'went well'}";
  }

  static String voucher(String accountId, String code) {
    return "{'command':'issue-voucher','accountId':'"
        + accountId
        + "','quantity':1,'codes':['"
        + code
        + "']}";
  }

  static String rename(String accountId, String name) {
    return "{'command':'rename-account','accountId':'" + accountId + "','name':'" + name + "'}";
  }
}
