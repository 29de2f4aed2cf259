package org.entitlementledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.entitlementledger.api.Client.Reply;
import tools.jackson.databind.JsonNode;

/** What answers must be. */
public final class Expect {
  private Expect() {}

  /** 201, and its body. */
  public static JsonNode created(Reply reply) {
    return status(201, reply);
  }

  /** 200, and its body. */
  public static JsonNode ok(Reply reply) {
    return status(200, reply);
  }

  /** A status, and its body. */
  public static JsonNode status(int status, Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    return reply.json();
  }

  /** 400 that names the field. */
  public static JsonNode invalid(String field, Reply reply) {
    JsonNode problem = refused(400, "validation", reply);
    assertThat(problem.path("field").asString()).as(reply.body()).isEqualTo(field);
    return problem;
  }

  /** 409 {@code invalid-transition} out of this state. */
  public static JsonNode stuck(String state, Reply reply) {
    JsonNode problem = refused(409, "invalid-transition", reply);
    assertThat(problem.path("state").asString()).as(reply.body()).isEqualTo(state);
    assertThat(problem.path("allowed").isArray()).as(reply.body()).isTrue();
    return problem;
  }

  /** A problem. */
  public static JsonNode refused(int status, String slug, Reply reply) {
    JsonNode problem = status(status, reply);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.problem()).as(reply.body()).isEqualTo(slug);
    return problem;
  }

  /** The figures of a balance that are not 0, in the order of their names; they must close. */
  public static String figures(JsonNode balance) {
    Map<String, BigDecimal> figures = new TreeMap<>();
    for (String name :
        new String[] {
          "granted", "adjusted", "consumed", "held", "lapsed", "overage", "remaining", "available"
        }) {
      assertThat(balance.path(name).isNumber()).as(name + " of " + balance).isTrue();
      figures.put(name, balance.path(name).decimalValue());
    }
    figures.put("rolledOver", balance.path("rolledOver").decimalValue(BigDecimal.ZERO));
    assertThat(sum(figures, "granted", "adjusted", "overage"))
        .as(balance.toString())
        .isEqualByComparingTo(
            sum(figures, "consumed", "held", "lapsed", "rolledOver", "available"));
    assertThat(figures.get("remaining")).isEqualByComparingTo(sum(figures, "held", "available"));
    var text = new StringBuilder();
    figures.forEach(
        (name, value) -> {
          if (value.signum() != 0) {
            text.append(text.isEmpty() ? "" : " ").append(name).append(' ').append(value);
          }
        });
    return text.toString();
  }

  private static BigDecimal sum(Map<String, BigDecimal> figures, String... names) {
    BigDecimal sum = BigDecimal.ZERO;
    for (String name : names) {
      sum = sum.add(figures.getOrDefault(name, BigDecimal.ZERO));
    }
    return sum;
  }
}
