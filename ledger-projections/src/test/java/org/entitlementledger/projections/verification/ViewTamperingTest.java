package org.entitlementledger.projections.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.projections.verification.SealedLedger.SIZE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.row.Table;
import org.entitlementledger.projections.views.Views;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each table of each view, and each token, tampered with by SQL. */
class ViewTamperingTest {
  private static final String COLUMNS =
      "select column_name from information_schema.columns where table_schema = current_schema"
          + " and table_name = ?";

  private static final String TYPES =
      COLUMNS.replace("column_name from", "column_name, data_type from");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void rowsThatWereChangedDeletedAndAddedAreFound(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      for (View view : Views.ALL) {
        for (Table<?> table : view.tables()) {
          ledger.jdbc().execute("create table kept as select * from " + table.name());
          tamper(ledger, view.name(), table);
          ledger.jdbc().execute("drop table kept");
        }
      }
      ledger.finds();
    }
  }

  private static void tamper(SealedLedger ledger, String view, Table<?> table) {
    String name = table.name();
    long count = ledger.number("select count(*) from " + name);
    if (count > 0) {
      tamperWithRows(ledger, view, table, count);
    }
    for (long added : new long[] {77, 100_000}) {
      add(ledger, table, added);
      ledger.finds(added + " " + view);
      back(ledger, name);
    }
  }

  private static void tamperWithRows(SealedLedger ledger, String view, Table<?> table, long count) {
    String name = table.name();
    long position =
        ledger.number(
            "select position from %s order by position limit 1 offset %d"
                .formatted(name, count / 2));
    String found = position + " " + view;
    String at = " where position = " + position;
    String text = COLUMNS + " and data_type in ('character varying', 'text') order by 1";
    for (String column : ledger.jdbc().queryForList(text, String.class, name)) {
      if (!table.keys().contains(String.valueOf(column))) {
        ledger.jdbc().update("update %s set %s = 'x'".formatted(name, column) + at);
        assertThat(ledger.told()).as(name + " " + column).isNotEmpty().containsOnly(found);
        back(ledger, name);
      }
    }
    ledger.jdbc().update("delete from " + name + at);
    assertThat(ledger.told()).as(name + " deleted").isNotEmpty().containsOnly(found);
    back(ledger, name);
  }

  private static void back(SealedLedger ledger, String table) {
    ledger.jdbc().update("delete from " + table);
    ledger.jdbc().update("insert into " + table + " select * from kept");
  }

  /** A row that no event made, under a key of its own. */
  private static void add(SealedLedger ledger, Table<?> table, long position) {
    String name = table.name();
    var columns = new ArrayList<String>();
    var values = new ArrayList<String>();
    ledger
        .jdbc()
        .query(
            TYPES,
            column -> {
              columns.add(column.getString(1));
              values.add(value(column.getString(1), column.getString(2), position));
            },
            name);
    if (table.keys().equals(List.of("position"))) {
      ledger.jdbc().update("delete from %s where position = ?".formatted(name), position);
    }
    ledger
        .jdbc()
        .update(
            "insert into %s (%s) values (%s)"
                .formatted(name, String.join(", ", columns), String.join(", ", values)));
  }

  private static String value(String column, String type, long position) {
    if (column.equals("position")) {
      return String.valueOf(position);
    }
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "bigint", "integer", "numeric" -> "99";
      case "boolean" -> "true";
      case "timestamp with time zone" -> "timestamp with time zone '2025-03-15 08:00:00Z'";
      default -> "'zz'";
    };
  }

  @ParameterizedTest
  @EnumSource
  void aTokenThatWasMovedIsFound(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      for (View view : Views.ALL) {
        String of = " where processor_name = '" + view.name() + "'";
        long newest = newestRow(ledger, view);
        move(ledger, view, newest - 1);
        ledger.finds(newest + " " + view.name());
        move(ledger, view, 0);
        ledger.finds("1 " + view.name());
        move(ledger, view, 720);
        ledger.finds("701 " + view.name());
        ledger.jdbc().update("update token_entry set token = ?" + of, new byte[] {1, 2});
        ledger.finds("1 " + view.name());
        ledger.jdbc().update("delete from token_entry" + of);
        ledger.finds("1 " + view.name());
        ledger
            .jdbc()
            .update("insert into token_entry (processor_name, segment) values (?, 0)", view.name());
        move(ledger, view, SIZE);
      }
      ledger.finds();
    }
  }

  private static long newestRow(SealedLedger ledger, View view) {
    return view.tables().stream()
        .mapToLong(table -> ledger.number("select coalesce(max(position), 0) from " + table.name()))
        .max()
        .orElseThrow();
  }

  private static void move(SealedLedger ledger, View view, long position) {
    ledger
        .jdbc()
        .update(
            "update token_entry set token = ? where processor_name = ?",
            ("{\"globalIndex\":" + position + "}").getBytes(UTF_8),
            view.name());
  }

  @ParameterizedTest
  @EnumSource
  void aViewThatIsBehindIsComparedWhereItStands(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      View audit = Views.ALL.get(3);
      audit
          .tables()
          .forEach(
              table ->
                  ledger.jdbc().update("delete from " + table.name() + " where position > 650"));
      move(ledger, audit, 650);
      ledger.finds();
      move(ledger, audit, SIZE);
      assertThat(ledger.told().stream().distinct())
          .containsExactlyElementsOf(
              LongStream.rangeClosed(651, SIZE).mapToObj(one -> one + " audit").toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void viewsAreComparedUpToTheEventBeforeTheFirstBadOne(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      ledger.jdbc().update("update log set type = 'no-such-event' where position = 400");
      ledger.finds("400 log");
      ledger.jdbc().update("update movement set quantity = quantity + 1 where position < 400");
      long changed = ledger.number("select count(*) from movement where position < 400");
      List<String> told = ledger.told();
      assertThat(told).hasSize((int) changed + 1).endsWith("400 log");
      assertThat(told.subList(0, told.size() - 1)).allMatch(one -> one.endsWith(" movement"));
    }
  }
}
