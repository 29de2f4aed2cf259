package org.entitlementledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.entitlementledger.api.ledger.tables.RefusalRow;
import org.entitlementledger.api.ledger.tables.RefusalTallies;
import org.entitlementledger.projections.Databases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller that is refused very often gets few rows, and all of its refusals are counted. */
class RefusalLimitTest {
  private static final int SENT = 3 * RefusalTallies.MOST_ROWS;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void singleRefusalsShareARowOnceTheyAreVeryMany(Databases kind) {
    try (var fixture = new WriterFixture(kind.migrated(folder))) {
      var kept = new ArrayList<CompletableFuture<@Nullable Void>>();
      for (int i = 0; i < SENT; i++) {
        String accountId = "a" + i % 2;
        kept.add(
            fixture.writer.record(
                new RefusalRow("mallory", "open-account", accountId, "forbidden", Map.of(), "r")));
      }
      kept.forEach(WriterFixture::get);

      assertThat(number(fixture, "count(*)")).isLessThan(SENT);
      assertThat(number(fixture, "sum(refusal_count)")).isEqualTo(SENT);
      assertThat(number(fixture, "count(*)", "and account_id is null and refusal_count > 1"))
          .isPositive();
    }
  }

  private static long number(WriterFixture fixture, String what) {
    return number(fixture, what, "");
  }

  private static long number(WriterFixture fixture, String what, String more) {
    String select = "select " + what + " from refusal where actor = 'mallory' " + more;
    return fixture.jdbc.queryForList(select, Long.class).getFirst();
  }
}
