package org.entitlementledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.ledger.WriterFixture.open;

import java.nio.file.Path;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.entitlementledger.projections.database.h2.CountedFiles;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 answers a commit before it is on the disk: the writer waits for the disk by itself. */
class DurableCommitTest {
  private static final int COMMANDS = 20;

  @TempDir private Path folder;

  @Test
  void nothingIsAnsweredBeforeTheFileIsForced() {
    FilePath.register(new CountedFiles());
    Database plain = Databases.H2.empty(folder);
    String file = "jdbc:h2:file:";
    String counted = plain.url().replace(file, file + CountedFiles.SCHEME + ":");
    var database = new Database(counted, plain.username(), plain.password());
    database.migrate();
    try (var node = new WriterFixture(database)) {
      for (int i = 0; i < COMMANDS; i++) {
        long before = CountedFiles.syncs();
        assertThat(node.answer(open("account-" + i)).status()).isEqualTo(201);
        assertThat(CountedFiles.syncs()).as("command %d", i).isGreaterThan(before);
      }
    }
  }
}
