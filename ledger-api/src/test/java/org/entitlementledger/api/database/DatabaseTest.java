package org.entitlementledger.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.entitlementledger.api.settings.LedgerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

final class DatabaseTest {
  private static String opened(String url) {
    var properties = new DataSourceProperties();
    properties.setUrl(url);
    var none = new Binder(new MapConfigurationPropertySource(Map.of()));
    return Database.of(properties, none.bindOrCreate("ledger", LedgerSettings.class)).url();
  }

  @Test
  void leavesTheClosingOfAConfiguredH2ToTheService() {
    assertThat(opened("jdbc:h2:file:/srv/own;WRITE_DELAY=0"))
        .isEqualTo("jdbc:h2:file:/srv/own;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:file:/srv/own;db_close_on_exit=true",
        "jdbc:h2:file:/srv/own;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0",
        "jdbc:postgresql://db.example/ledger?user=ledger"
      })
  void keepsAnyOtherUrl(String url) {
    assertThat(opened(url)).isEqualTo(url);
  }

  @Test
  void compressesTheFileOfALedger(@TempDir Path folder) throws Exception {
    int rows = 5_000;
    try (var connection = Database.in(folder).unpooled().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table story (id integer primary key, words varchar)");
      statement.execute(
          "insert into story select \"X\", repeat(cast(random_uuid() as varchar), 10) from"
              + " system_range(1, "
              + rows
              + ")");
    }
    assertThat(Files.size(folder.resolve("ledger.mv.db"))).isLessThan(rows * 180L);
  }
}
