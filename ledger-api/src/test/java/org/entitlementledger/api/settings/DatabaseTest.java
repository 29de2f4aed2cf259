package org.entitlementledger.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseTest {
  @Test
  void anH2OfOnesOwnIsClosedByTheServiceToo() {
    assertThat(Database.closedByTheService("jdbc:h2:file:/srv/own;WRITE_DELAY=0"))
        .isEqualTo("jdbc:h2:file:/srv/own;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:file:/srv/own;db_close_on_exit=true",
        "jdbc:h2:file:/srv/own;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0",
        "jdbc:postgresql://db.example/ledger?user=ledger"
      })
  void whatAnUrlSaysStays(String url) {
    assertThat(Database.closedByTheService(url)).isEqualTo(url);
  }
}
