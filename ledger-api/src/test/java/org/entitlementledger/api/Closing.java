package org.entitlementledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.entitlementledger.api.Client.Reply;
import tools.jackson.databind.JsonNode;

/** The figures close in every answer, of the whole and of each source (API.md, "What is left"). */
final class Closing {
  private Closing() {}

  /** Every balance in an answer, whichever test asked for it. */
  static void check(Reply reply) {
    boolean json = String.valueOf(reply.header("Content-Type")).startsWith("application/json");
    if (json && reply.body().contains("\"sources\"")) {
      check(reply.json());
    }
  }

  private static void check(JsonNode node) {
    if (node.path("sources").isArray() && node.has("consumed")) {
      closes(node);
      if (!node.path("unlimited").booleanValue()) {
        assertThat(figure(node, "remaining"))
            .as(node.toString())
            .isEqualByComparingTo(sum(node, "held", "available"));
      }
      if (!node.has("moreSources")) {
        sourcesAddUp(node);
      }
      node.path("sources").forEach(Closing::closes);
    }
    node.forEach(Closing::check);
  }

  private static void sourcesAddUp(JsonNode balance) {
    for (String name : new String[] {"held", "lapsed", "rolledOver"}) {
      assertThat(ofSources(balance, name))
          .as("%s of %s", name, balance)
          .isEqualByComparingTo(figure(balance, name));
    }
  }

  private static void closes(JsonNode figures) {
    if (figures.has("granted")) {
      assertThat(sum(figures, "granted", "adjusted", "overage"))
          .as(figures.toString())
          .isEqualByComparingTo(
              sum(figures, "consumed", "held", "lapsed", "rolledOver", "available"));
    }
    for (String name :
        new String[] {
          "granted", "consumed", "held", "lapsed", "rolledOver", "overage", "available"
        }) {
      assertThat(figure(figures, name)).as("%s of %s", name, figures).isNotNegative();
    }
  }

  private static BigDecimal ofSources(JsonNode balance, String name) {
    return balance
        .path("sources")
        .valueStream()
        .map(source -> figure(source, name))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal sum(JsonNode figures, String... names) {
    return Stream.of(names)
        .map(name -> figure(figures, name))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal figure(JsonNode figures, String name) {
    return figures.path(name).decimalValue(BigDecimal.ZERO);
  }
}
