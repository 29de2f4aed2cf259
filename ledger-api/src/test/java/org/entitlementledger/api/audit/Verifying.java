package org.entitlementledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import tools.jackson.databind.JsonNode;

/** An auditor who verifies a ledger. */
public final class Verifying {
  private static final String ALL = "/v1/audit/verifications";

  private Verifying() {}

  /** Asks for one; gives its path. */
  public static String begin(Client auditor) {
    Reply begun = auditor.post(ALL, "{}");
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    String path = String.valueOf(begun.header("Location"));
    assertThat(path).isEqualTo(ALL + "/" + begun.json().path("verificationId").asString());
    return path;
  }

  /** Reads one until it does not run any more. */
  public static JsonNode end(Client auditor, String path) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> auditor.get(path, "Ledger-Min-Position", "0").json(),
            one -> !one.path("status").asString().equals("running"));
  }

  /** Verifies, and gives what came of it. */
  public static JsonNode verify(Client auditor) {
    return end(auditor, begin(auditor));
  }

  /** What was found, as position and part. */
  public static List<String> found(JsonNode verification) {
    return verification
        .path("differences")
        .valueStream()
        .map(one -> one.path("position").asString() + " " + one.path("part").asString())
        .toList();
  }
}
