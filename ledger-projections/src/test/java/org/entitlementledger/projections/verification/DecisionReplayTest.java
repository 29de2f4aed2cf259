package org.entitlementledger.projections.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk over accounts costs what it reads, however long the log is. */
class DecisionReplayTest {
  @TempDir private Path folder;

  @Test
  void readsAlongTheIndexOnH2() {
    try (var ledger = new SealedLedger(Databases.H2, folder)) {
      String ofNext = "explain " + DecisionReplay.OF_NEXT;
      assertThat(ledger.jdbc().queryForObject(ofNext, String.class, "", 700, 100))
          .contains("index sorted");
      String ofAccount = "explain " + DecisionReplay.OF_ACCOUNT;
      assertThat(ledger.jdbc().queryForObject(ofAccount, String.class, "a", 1, 700, 100))
          .contains("index sorted");
    }
  }
}
