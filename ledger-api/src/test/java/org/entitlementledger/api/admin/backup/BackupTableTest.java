package org.entitlementledger.api.admin.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

class BackupTableTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void isNoneThatTheLogGivesAgain(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      assertThat(BackupTable.all(new JdbcTemplate(pool)))
          .extracting(BackupTable::name)
          .contains("log", "head", "command_result", "erasure")
          .doesNotContain("account_snapshot", "movement", "token_entry");
    }
  }
}
