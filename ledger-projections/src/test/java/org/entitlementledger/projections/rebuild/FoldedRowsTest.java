package org.entitlementledger.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Table;
import org.entitlementledger.projections.views.Views;
import org.junit.jupiter.api.Test;

/** Views in memory, without any database. */
final class FoldedRowsTest {
  private static final List<LoggedEvent> EVENTS =
      new Story(Instant.parse("2025-03-15T08:00:00Z")).grow(new Random(23), 6, 600).events();

  private static Map<String, Map<Key, String>> folded(List<LoggedEvent> events) {
    var folded = new FoldedRows(Views.ALL, one -> true);
    var end = new HashMap<View, Long>();
    Views.ALL.forEach(view -> end.put(view, (long) EVENTS.size()));
    folded.standAt(end);
    folded.apply(events);
    var all = new TreeMap<String, Map<Key, String>>();
    for (View view : Views.ALL) {
      for (Table<?> table : view.tables()) {
        var rows = new LinkedHashMap<Key, String>();
        for (Key key : folded.rows().rows(table).keySet()) {
          rows.put(key, Arrays.toString(folded.rows().values(table, key)));
        }
        all.put(table.name(), rows);
      }
    }
    return all;
  }

  @Test
  void areTheSameInTheOrderOfTheLogAndAccountByAccount() {
    var byAccount = new ArrayList<>(EVENTS);
    byAccount.sort(
        Comparator.comparing(LoggedEvent::accountId)
            .reversed()
            .thenComparingLong(LoggedEvent::sequence));
    assertThat(byAccount).isNotEqualTo(EVENTS);
    var inOrder = folded(EVENTS);
    assertThat(inOrder.get("terms")).hasSize(2);
    assertThat(inOrder.get("remaining")).hasSizeGreaterThan(30);
    assertThat(folded(byAccount)).isEqualTo(inOrder);
  }

  @Test
  void areTheSameWhenEventsComeTwice() {
    var twice = new ArrayList<>(EVENTS.subList(0, 400));
    twice.addAll(EVENTS);
    assertThat(folded(twice)).isEqualTo(folded(EVENTS));
  }
}
