package org.entitlementledger.api.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Documented;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the document says is what the service takes: requests that its schemas allow are refused by
 * state alone. {@code -Drequests.seed=} and {@code -Drequests.each=} choose others.
 */
class GeneratedRequestsTest {
  private static final Service SERVICE = Service.shared();
  private static final long SEED = Long.getLong("requests.seed", 20_250_615);
  private static final int EACH = Integer.getInteger("requests.each", 12);

  /** What a schema of one field cannot say, by the field that the refusal names. */
  private static final Set<String> NAMED =
      Set.of(
          // data: the catalogue, the zones and currencies of the world, what the ledger holds
          "tier",
          "timeZone",
          "entitlement",
          "startsOn",
          "view",
          "unitValue",
          // one field by another: before, after, together, as many as
          "until",
          "termMonths",
          "to",
          "from",
          "recordedTo",
          "effectiveTo",
          "expiresAt",
          "validFrom",
          "occurredAt",
          "scheduled",
          "planned",
          "codes",
          "through",
          "line",
          // the scale of the entitlement, 0 of an adjustment
          "quantity",
          // the clock
          "recordedAsOf",
          "otherRecordedAsOf",
          // a form of its own: a cursor, days, ETags
          "after",
          "period",
          "If-Match");

  @BeforeAll
  static void openAccount() {
    assertThat(Books.of(SERVICE, "generated", "advanced", "2025-06-01").left("progress-call"))
        .isPositive();
  }

  @Test
  void areRefusedByStateAlone() {
    JsonNode document = JsonMapper.shared().readTree(Documented.FILE);
    var refused = new TreeSet<String>();
    var done = new ArrayList<String>();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (!isLeftOut(path.getKey(), operation.getValue())) {
          var requests = new GeneratedRequest(document, new Random(SEED));
          for (int i = 0; i < EACH; i++) {
            String problem =
                send(operation.getKey(), path.getKey(), operation.getValue(), requests);
            (problem.isEmpty() ? done : refused).add(problem.isEmpty() ? path.getKey() : problem);
          }
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(done).hasSizeGreaterThan(100 * EACH);
  }

  /** They change the whole ledger, take another form than JSON, or refuse what no event has. */
  private static boolean isLeftOut(String path, JsonNode operation) {
    boolean json = operation.path("requestBody").path("content").has("application/json");
    return path.startsWith("/v1/admin/")
        || path.equals("/v1/test-clock")
        || path.equals("/v1/audit/export")
        || path.startsWith("/v1/audit/verifications")
        || (operation.has("requestBody") && !json);
  }

  /** Sends one; answers what is wrong where it was refused for its form. */
  private static String send(
      String verb, String path, JsonNode operation, GeneratedRequest requests) {
    var target = new StringBuilder(path.replace("{accountId}", "generated"));
    var query = new ArrayList<String>();
    for (JsonNode parameter : operation.path("parameters")) {
      String name = parameter.path("name").asString();
      String value = requests.of(parameter.path("schema")).asString();
      String in = parameter.path("in").asString();
      if (in.equals("path") && !name.equals("accountId")) {
        String given = path.endsWith("proof") ? "1" : value.strip().replaceAll("[^a-z]", "x");
        target.replace(0, target.length(), target.toString().replace("{" + name + "}", given));
      } else if (name.equals("dryRun")) {
        query.add("dryRun=true");
      } else if (in.equals("query") && !NAMED.contains(name)) {
        query.add(name + "=" + URLEncoder.encode(value, UTF_8));
      }
    }
    JsonNode body = operation.at("/requestBody/content/application~1json/schema");
    String sent = body.isMissingNode() ? null : requests.of(body).toString();
    String asked = target + (query.isEmpty() ? "" : "?" + String.join("&", query));
    Client admin = SERVICE.as("admin");
    byte[] bytes = sent == null ? null : sent.getBytes(UTF_8);
    Reply reply = admin.send(verb.toUpperCase(Locale.ROOT), asked, bytes);
    boolean form = reply.status() == 400 && !isNamed(reply.json().path("field").asString(""));
    assertThat(reply.status()).as(asked + " " + sent).isLessThan(500);
    return form ? verb + " " + path + " " + reply.json().path("detail").asString() + sent : "";
  }

  /** Also of a part of a field. */
  private static boolean isNamed(String field) {
    return List.of(field.split("[.\\[]", -1)).stream().anyMatch(NAMED::contains);
  }
}
