package org.entitlementledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** API.md, "Audit": {@code audit/events}. */
class SearchTest {
  @ParameterizedTest
  @EnumSource
  void findsEventsByEveryFilter(Databases database) {
    try (var ledger = Audited.ledger(database)) {
      List<Long> all = ledger.found("");
      long last = all.getLast();
      assertThat(all).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());

      assertThat(ledger.found("corrected=true")).containsExactly(3L);
      assertThat(ledger.found("corrected=false")).isEqualTo(without(all, 3L));
      List<Long> approved = ledger.found("approved=true");
      assertThat(approved).startsWith(7L, 9L, 10L).doesNotContain(6L, 8L, last);
      assertThat(ledger.found("approved=false"))
          .isEqualTo(without(all, approved.toArray(Long[]::new)));
      assertThat(ledger.found("imported=true")).containsExactly(last);
      assertThat(ledger.found("imported=false")).isEqualTo(without(all, last));
      assertThat(ledger.found("backdated=true")).containsExactly(2L, 3L, 5L, last);

      assertThat(ledger.found("type=usage-recorded")).containsExactly(3L, 4L, 10L);
      assertThat(ledger.found("account=old")).containsExactly(last);
      assertThat(ledger.found("entitlement=seats")).containsExactly(7L);
      assertThat(ledger.found("contract=c1&type=usage-reversed")).containsExactly(5L);
      assertThat(ledger.found("actor=approver")).isEqualTo(approved);
      assertThat(
              ledger.found("effectiveFrom=2025-06-14T12:00:00Z&effectiveTo=2025-06-15T00:00:00Z"))
          .containsExactly(3L, 5L);
      assertThat(ledger.found("effectiveTo=2021-01-01T00:00:00Z")).containsExactly(last);
      assertThat(ledger.found("recordedFrom=2025-06-15T12:00:00Z")).isEqualTo(all);
      assertThat(ledger.found("recordedFrom=2025-06-15T12:00:00.000001Z")).isEmpty();
      assertThat(ledger.found("recordedTo=2025-06-15T12:00:00Z")).isEmpty();
      assertThat(ledger.found("recordedTo=2025-06-15T12:00:00.000001Z")).isEqualTo(all);
      assertThat(ledger.found("approved=true&entitlement=hours&corrected=false"))
          .containsExactly(10L);
      assertThat(ledger.found("corrected=true&approved=true")).isEmpty();

      invalid("approved", ledger.auditor.get("/v1/audit/events?approved=yes"));
      invalid("correct", ledger.auditor.get("/v1/audit/events?correct=true"));
    }
  }

  private static List<Long> without(List<Long> all, Long... some) {
    return all.stream().filter(one -> !List.of(some).contains(one)).toList();
  }

  /** Cursors are positions: what comes while a client reads comes after what it has read. */
  @ParameterizedTest
  @EnumSource
  void givesEachEventOnceWhileCommandsCome(Databases database) {
    try (var ledger = Audited.ledger(database)) {
      long before = ledger.found("").getLast();
      var stop = new AtomicBoolean();
      var writing = CompletableFuture.supplyAsync(() -> write(ledger.operator, stop));
      var read = new ArrayList<Long>();
      String after = "";
      while (read.size() < before + 300) {
        JsonNode page = ok(ledger.auditor.get("/v1/audit/events?imported=false&limit=7" + after));
        // the last page is asked for again, until there is one after it
        if (page.has("next")) {
          page.path("items").forEach(one -> read.add(one.path("position").longValue()));
          after = "&after=" + page.path("next").asString();
        }
      }
      stop.set(true);
      int written = writing.join();
      assertThat(written).isPositive();
      assertThat(read)
          .isEqualTo(
              LongStream.rangeClosed(1, read.getLast())
                  .filter(position -> position != before)
                  .boxed()
                  .toList());
    }
  }

  private static int write(Client operator, AtomicBoolean stop) {
    int written = 0;
    while (!stop.get()) {
      operator.put("/v1/accounts/acme", "{\"name\":\"Acme " + written++ + "\"}");
    }
    return written;
  }
}
