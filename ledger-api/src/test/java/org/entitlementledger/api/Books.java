package org.entitlementledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.entitlementledger.api.Client.Reply;
import tools.jackson.databind.JsonNode;

/**
 * One account as its operator keeps it. JSON is written with single quotes; paths are those below
 * the account.
 */
public final class Books {
  private final Client operator;
  private final String accountId;

  private Books(Client operator, String accountId) {
    this.operator = operator;
    this.accountId = accountId;
  }

  /** A new account with a tier for a year from a day on. */
  public static Books of(Service service, String accountId, String tier, String startsOn) {
    Client operator = service.as("operator");
    operator.buy(accountId, tier, startsOn);
    return new Books(operator, accountId);
  }

  /** Gives it a Customer Success Architect from a day on. */
  public Books withCsa(String from) {
    Reply reply =
        operator.put(
            path("csa"), json("{'person': {'id': 'casey'}, 'from': '%s'}".formatted(from)));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return this;
  }

  private String path(String below) {
    return "/v1/accounts/" + accountId + (below.startsWith("?") ? "" : "/") + below;
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  /** Sends a command. */
  public Reply post(String path, String json) {
    return operator.post(path(path), json(json));
  }

  /** Sends a command that is accepted, and gives its answer. */
  public JsonNode done(String path, String json) {
    Reply reply = post(path, json);
    assertThat(reply.status()).as(path + " " + reply.body()).isEqualTo(201);
    return reply.json();
  }

  /** Sends a command without a body that is accepted. */
  public JsonNode done(String path) {
    Reply reply = operator.send("POST", path(path), null);
    assertThat(reply.status()).as(path + " " + reply.body()).isEqualTo(201);
    return reply.json();
  }

  /** Sends a command that is refused, and gives the problem. */
  public JsonNode refused(String slug, String path, String json) {
    Reply reply = post(path, json);
    assertThat(reply.status()).as(path + " " + reply.body()).isBetween(400, 499);
    assertThat(reply.problem()).as(path + " " + reply.body()).isEqualTo(slug);
    return reply.json();
  }

  /** Sends a command that its thing's state does not allow. */
  public void notAllowed(String path, String json, String state, String... allowed) {
    JsonNode problem = refused("invalid-transition", path, json);
    assertThat(problem.path("state").asString()).as(path).isEqualTo(state);
    assertThat(texts(problem.path("allowed"))).as(path).isEqualTo(Arrays.asList(allowed));
  }

  /** Reads. */
  public JsonNode read(String path) {
    Reply reply = operator.get(path(path));
    assertThat(reply.status()).as(path + " " + reply.body()).isEqualTo(200);
    return reply.json();
  }

  /** What is available of an entitlement. */
  public int left(String entitlement) {
    return read("entitlements/" + entitlement).path("available").intValue();
  }

  /** The events of a type that the account has had, as auditors see them. */
  public static String events(Service service, String accountId) {
    Reply reply = service.as("auditor").get("/v1/audit/events?limit=1000&account=" + accountId);
    assertThat(reply.status()).isEqualTo(200);
    return reply.body();
  }

  /** The texts of a list. */
  public static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  /** One member of each object of a list. */
  public static List<String> texts(JsonNode list, String member) {
    return list.valueStream().map(one -> one.path(member).asString()).toList();
  }
}
