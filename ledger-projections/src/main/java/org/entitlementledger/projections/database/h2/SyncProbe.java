package org.entitlementledger.projections.database.h2;

import java.nio.file.Path;
import java.util.UUID;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Tries whether what is committed and synchronized is forced to the disk. */
final class SyncProbe {
  private SyncProbe() {}

  /**
   * Writes to a new database, counts whether its file is forced, and deletes it.
   *
   * @param folder where the ledger's own file is
   * @param settings of the URL, as the ledger's
   */
  static boolean reachesDisk(@Nullable Path folder, String settings) {
    FilePath.register(new CountedFiles());
    String name = "sync-check-" + UUID.randomUUID();
    String url = "jdbc:h2:file:" + CountedFiles.SCHEME + ":" + folder + "/" + name + settings;
    var connection = new SingleConnectionDataSource(url, "sa", "", true);
    try {
      var jdbc = new JdbcTemplate(connection);
      jdbc.execute("create table probe (id integer)");
      long before = CountedFiles.syncs();
      jdbc.update("insert into probe values (1)");
      new H2Dialect().sync(jdbc);
      boolean reached = CountedFiles.syncs() > before;
      jdbc.execute("drop all objects delete files");
      return reached;
    } finally {
      connection.destroy();
    }
  }
}
