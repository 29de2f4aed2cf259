package org.entitlementledger.projections.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.rebuild.FreshTables.Part;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Table;
import org.entitlementledger.projections.row.Table.Extent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Fills fresh tables account by account: one thread reads events and folds them, another writes the
 * rows of the page before.
 */
final class TableFill {
  /** Events that are read at once. */
  private static final int PAGE = 500;

  private final FreshTables fresh;
  private final List<Table<?>> tables;
  private final FoldedRows folded;
  private final Pace pace;

  /**
   * Makes it.
   *
   * @param folded without rows, at the positions to which the tables are filled
   */
  TableFill(FreshTables fresh, List<Table<?>> tables, FoldedRows folded, Pace pace) {
    this.fresh = fresh;
    this.tables = tables;
    this.folded = folded;
    this.pace = pace;
  }

  void run(DataSource database) throws SQLException {
    try (Connection reading = database.getConnection();
        ExecutorService writer =
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon(true).name("view rebuild").factory())) {
      var log = new LogTable(new JdbcTemplate(new SingleConnectionDataSource(reading, true)));
      var walk = new AccountWalk(log, PAGE);
      CompletableFuture<?> written = CompletableFuture.runAsync(() -> {}, writer);
      AccountWalk.Page page;
      do {
        page = walk.next(folded.furthest());
        folded.apply(page.events());
        List<Part<?>> parts = finished(page);
        await(written);
        written = CompletableFuture.runAsync(() -> copy(parts), writer);
        pace.pause();
      } while (page.upTo() != null);
      await(written);
    }
    fresh.flush();
  }

  /** Takes the rows that no later page changes. */
  private List<Part<?>> finished(AccountWalk.Page page) {
    var parts = new ArrayList<Part<?>>();
    for (Table<?> table : tables) {
      if (page.upTo() == null || (page.complete() && table.extent() != Extent.LEDGER)) {
        parts.add(part(table, null));
      } else if (table.extent() == Extent.BY_POSITION && !page.events().isEmpty()) {
        // those of the last event may still be read
        parts.add(part(table, Key.of(page.events().getLast().position())));
      }
    }
    return parts;
  }

  private <R> Part<R> part(Table<R> table, @Nullable Key before) {
    return new Part<>(table, folded.rows().take(table, before));
  }

  private void copy(List<Part<?>> parts) {
    try {
      fresh.copy(parts);
    } catch (SQLException failed) {
      throw new CompletionException(failed);
    }
  }

  private static void await(CompletableFuture<?> written) throws SQLException {
    try {
      written.join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case SQLException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case null, default -> throw failed;
      }
    }
  }
}
