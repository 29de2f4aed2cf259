package org.entitlementledger.projections.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.log.LogSignal;
import org.entitlementledger.projections.log.LogStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which views hold up a batch, and which do not. */
class LagLimitTest {
  private static final int HEAD = 5_000;
  private static final Duration WHILE_IT_SERVES = Duration.ofMillis(9_999);
  private static final Duration TOO_LONG = Duration.ofSeconds(10);

  @TempDir Path folder;
  private HikariDataSource pool;
  private ViewPositions positions;
  private LogSignal log;
  private LagLimit limit;
  private final AtomicLong nanos = new AtomicLong();

  @BeforeEach
  void open() {
    pool = Databases.H2.migrated(folder).pool(2);
    var jdbc = new JdbcTemplate(pool);
    positions = new ViewPositions(jdbc);
    log = new LogSignal();
    limit = new LagLimit(new LogStream(jdbc, log), positions, nanos::get);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private void behind(String view, Duration since, @Nullable String error) {
    positions.saw(new ViewState(view, 0, HEAD, since, error));
  }

  private boolean mayGoOn() throws InterruptedException {
    return limit.awaitForBatch(Duration.ZERO);
  }

  @Test
  void aBatchWaitsForTheSlowestViewThatServes() throws Exception {
    log.reached(HEAD);
    assertThat(mayGoOn()).as("no view is known").isTrue();

    behind("quick", WHILE_IT_SERVES, null);
    behind("slow", WHILE_IT_SERVES, null);
    positions.reached("quick", HEAD);
    positions.reached("slow", HEAD - LagLimit.LEAST_AHEAD);
    assertThat(mayGoOn()).isFalse();
    positions.reached("slow", HEAD - LagLimit.LEAST_AHEAD + 1);
    assertThat(mayGoOn()).isTrue();
  }

  @Test
  void whatIsNotWrittenYetCounts() throws Exception {
    log.reached(HEAD);
    behind("view", WHILE_IT_SERVES, null);
    positions.reached("view", HEAD);
    var answer = new CompletableFuture<String>();
    limit.track(answer, LagLimit.LEAST_AHEAD - 1);
    assertThat(mayGoOn()).isTrue();
    limit.track(answer, 1);
    assertThat(mayGoOn()).isFalse();
    answer.complete("written");
    assertThat(mayGoOn()).isTrue();
  }

  @Test
  void theWindowFollowsThePaceOfTheViews() throws Exception {
    behind("view", WHILE_IT_SERVES, null);
    int head = HEAD;
    positions.reached("view", head);
    for (int round = 0; round < 10; round++) {
      log.reached(++head);
      assertThat(mayGoOn()).isTrue();
      positions.reached("view", head);
    }
    log.reached(head + LagLimit.MOST_AHEAD - 1);
    assertThat(mayGoOn()).as("views are quick").isTrue();
    log.reached(head + LagLimit.MOST_AHEAD);
    assertThat(mayGoOn()).isFalse();

    nanos.addAndGet(LagLimit.TARGET.toNanos() + 1);
    positions.reached("view", head + LagLimit.MOST_AHEAD / 2);
    assertThat(mayGoOn()).as("views are slow").isFalse();
    positions.reached("view", head + LagLimit.MOST_AHEAD / 2 + 1);
    assertThat(mayGoOn()).isTrue();
  }

  @Test
  void aViewThatIsStuckHoldsUpNobodyForEver() throws Exception {
    log.reached(HEAD);
    behind("stuck", WHILE_IT_SERVES, null);
    assertThat(mayGoOn()).isFalse();
    behind("stuck", Duration.ZERO, "its table is away");
    assertThat(mayGoOn()).as("it fails").isTrue();
    behind("stuck", TOO_LONG, null);
    assertThat(mayGoOn()).as("its questions are 503").isTrue();
  }

  @Test
  void theWriterWaitsWhileAViewIsAThousandEventsBehind() throws Exception {
    log.reached(HEAD);
    positions.saw(new ViewState("view", HEAD - 2_000, HEAD - 900, WHILE_IT_SERVES, null));
    positions.reached("view", HEAD - LagLimit.OF_WRITER - 1);
    assertThat(limit.awaitForWriter(Duration.ZERO)).isFalse();
    positions.reached("view", HEAD - LagLimit.OF_WRITER);
    assertThat(limit.awaitForWriter(Duration.ZERO)).isTrue();
  }

  /** The log grows between two looks at a view that another node follows. */
  @Test
  void aViewOfAnotherNodeCountsAsItWasAtTheLastLook() throws Exception {
    log.reached(HEAD);
    positions.reached("view", HEAD - 2_000);
    positions.saw(new ViewState("view", HEAD - 2_000, HEAD - 1_500, WHILE_IT_SERVES, null));
    assertThat(limit.awaitForWriter(Duration.ZERO)).isTrue();
    positions.saw(new ViewState("view", HEAD - 2_000, HEAD - 999, WHILE_IT_SERVES, null));
    assertThat(limit.awaitForWriter(Duration.ZERO)).isFalse();
  }
}
