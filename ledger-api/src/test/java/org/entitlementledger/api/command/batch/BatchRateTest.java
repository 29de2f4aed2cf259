package org.entitlementledger.api.command.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;

/** The lines of a batch are requests of their caller. */
class BatchRateTest {
  private static final int PER_SECOND = 100;
  private static final int LINES = 2 * PER_SECOND;
  private static final Pattern DELAYS =
      Pattern.compile("^ledger_batch_delays_seconds_count (\\S+)$", Pattern.MULTILINE);

  @Test
  void linesWaitForTheirTurnAndLeaveRoomForOtherRequests() {
    try (Service service =
        Service.start(
            Service.folder(),
            all ->
                Service.put(
                    all, "ledger.security.requests-per-second", Integer.toString(PER_SECOND)))) {
      Client operator = service.as("operator");
      String body =
          IntStream.range(0, LINES)
              .mapToObj(one -> BatchClient.lines(BatchClient.open("a" + one)))
              .collect(Collectors.joining());
      var results = BatchClient.run(operator, "", body);
      assertThat(BatchClient.statuses(results)).isEqualTo(Collections.nCopies(LINES, 201));
      Expect.ok(operator.get("/v1/accounts?limit=1"));
      var count = DELAYS.matcher(service.as("admin").get("/actuator/prometheus").body());
      assertThat(count.find()).isTrue();
      assertThat(Double.parseDouble(count.group(1))).isPositive();
    }
  }
}
