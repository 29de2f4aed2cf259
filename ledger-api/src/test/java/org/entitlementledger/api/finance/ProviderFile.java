package org.entitlementledger.api.finance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import tools.jackson.databind.JsonNode;

/** A provider's file of redemptions that finance has sent. */
record ProviderFile(Client finance, JsonNode answer) {
  static final String PATH = "/v1/finance/reconciliations";
  static final String HEADER =
      "provider_txn_id,voucher_code,exam_code,exam_at,status,fee,currency,invoice_no\n";

  /** Sends rows, and looks for what they lack in a month. */
  static ProviderFile sent(Client finance, String month, String... rows) {
    byte[] csv = (HEADER + String.join("\n", rows) + "\n").getBytes(UTF_8);
    Reply reply = finance.send("POST", PATH + "?period=" + month, csv, "Content-Type", "text/csv");
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return new ProviderFile(finance, reply.json());
  }

  static String row(String transaction, String code, String fee) {
    return transaction + "," + code + ",EX-1,2025-06-02T10:00:00Z,redeemed," + fee + ",USD,INV-7";
  }

  String id() {
    return answer.path("reconciliationId").asString();
  }

  /** What is new in it. */
  String findings() {
    return answer.path("findings").toString();
  }

  JsonNode lines(String query) {
    Reply reply = finance.get(PATH + "/" + id() + "/lines" + query);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().path("items");
  }

  /** Asks for a resolution; JSON is written with single quotes. */
  Reply resolve(Client client, String body, String... headers) {
    return client.post(path(""), body.replace('\'', '"'), headers);
  }

  /** A resolution that is accepted. */
  JsonNode resolved(String body) {
    Reply reply = resolve(finance, body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json();
  }

  /** A resolution that is refused. */
  JsonNode refused(String problem, String body) {
    Reply reply = resolve(finance, body);
    assertThat(reply.problem()).as(reply.body()).isEqualTo(problem);
    return reply.json();
  }

  /** Approves or rejects a resolution. */
  Reply decide(Client client, JsonNode resolution, String decision) {
    return client.post(
        path("/" + resolution.path("resolutionId").asString() + "/" + decision), "{}");
  }

  String path(String below) {
    return PATH + "/" + id() + "/resolutions" + below;
  }
}
