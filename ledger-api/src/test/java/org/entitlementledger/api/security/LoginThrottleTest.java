package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;

/** Wrong passwords slow down, and nothing else. */
class LoginThrottleTest {
  private static final Service SERVICE = Service.shared();

  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void waitTwiceAsLongEachTimeForEachUserAndAddress() {
    var wrong = new LoginThrottle(pauses::add);
    for (int times = 0; times < 8; times++) {
      assertThat(wrong.slowDown("admin", "127.0.0.1")).isTrue();
    }
    assertThat(pauses.stream().map(Duration::toMillis))
        .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 3_200L, 3_200L);
    pauses.clear();
    wrong.slowDown("auditor", "127.0.0.1");
    wrong.slowDown("admin", "127.0.0.2");
    assertThat(pauses).containsExactly(LoginThrottle.FIRST, LoginThrottle.FIRST);
    assertThat(LoginThrottle.delay(Integer.MAX_VALUE)).isEqualTo(LoginThrottle.LONGEST);
  }

  @Test
  void nowhereWaitMoreThanSoManyAtOnce() throws Exception {
    var waiting = new CountDownLatch(LoginThrottle.MOST_WAITING);
    var over = new CountDownLatch(1);
    var wrong =
        new LoginThrottle(
            time -> {
              waiting.countDown();
              try {
                over.await();
              } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
              }
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Boolean>>();
      for (int one = 0; one < LoginThrottle.MOST_WAITING; one++) {
        all.add(threads.submit(() -> wrong.slowDown("admin", "127.0.0.1")));
      }
      waiting.await();
      assertThat(wrong.slowDown("admin", "127.0.0.1")).isFalse();
      over.countDown();
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
    }
    assertThat(wrong.slowDown("admin", "127.0.0.1")).isTrue();
  }

  private static String metric(String name) {
    return SERVICE
        .as("admin")
        .get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .orElse("0");
  }

  private static double delays() {
    return Double.parseDouble(metric("ledger_signin_delays_seconds_count"));
  }

  @Test
  void theServiceDelaysWrongOnesAlone() {
    double before = delays();
    Client guess = SERVICE.with("finance", "guess");
    Expect.refused(401, "unauthenticated", guess.get("/v1/accounts"));
    Expect.refused(401, "unauthenticated", guess.get("/v1/accounts"));
    assertThat(delays()).isEqualTo(before + 2);
    Expect.ok(SERVICE.as("finance").get("/v1/accounts"));
    Expect.refused(401, "unauthenticated", SERVICE.as("nobody").get("/v1/accounts"));
    Expect.refused(401, "unauthenticated", SERVICE.anonymous().get("/v1/accounts"));
    assertThat(delays()).isEqualTo(before + 2);
    assertThat(metric("ledger_signin_failures_total{cause=\"wrong-password\"}")).isNotEqualTo("0");
  }

  @Test
  void wrongOnesAreToldApartByNothing() {
    Reply wrong = SERVICE.with("finance", "guess").get("/v1/accounts");
    Reply unknown = SERVICE.with("no-such-user", "guess").get("/v1/accounts");
    assertThat(wrong.body()).isEqualTo(unknown.body());
    Reply malformed =
        SERVICE.anonymous().get("/v1/accounts", "Authorization", "Basic no-colon-no-base64!");
    assertThat(malformed.body()).isEqualTo(unknown.body());
  }
}
