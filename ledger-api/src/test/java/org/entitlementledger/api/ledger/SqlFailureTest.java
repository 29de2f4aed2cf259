package org.entitlementledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlFailureTest {
  @Test
  void isNobodysFaultWhereTheDiskIsFull() {
    var full = new IOException("No space left on device");
    assertThat(of(new SQLException("General error", "HY000", 50_000, full)))
        .as("H2")
        .isEqualTo(SqlFailure.UNAVAILABLE);
    assertThat(of(ofBatch(new SQLException("General error", "HY000", 50_000, full))))
        .as("H2, in a batch of statements")
        .isEqualTo(SqlFailure.UNAVAILABLE);
    assertThat(of(new SQLException("could not extend file", "53100")))
        .as("PostgreSQL")
        .isEqualTo(SqlFailure.UNAVAILABLE);
  }

  private static SQLException ofBatch(SQLException first) {
    var batch = new BatchUpdateException("General error", "HY000", 50_000, new int[] {-3});
    batch.setNextException(first);
    return batch;
  }

  @Test
  void isTheConnectionsWhereItBroke() {
    var reset = new IOException("connection reset");
    assertThat(of(new SQLException("I/O error", "08006", reset))).isEqualTo(SqlFailure.CONNECTION);
    assertThat(of(new SQLException("closed", "90098", 90_098))).isEqualTo(SqlFailure.CONNECTION);
  }

  @Test
  void isTheCommandsOtherwise() {
    assertThat(of(new SQLException("division by zero", "22012"))).isEqualTo(SqlFailure.OTHER);
    assertThat(of(ofBatch(new SQLException("General error", "HY000", 50_000))))
        .isEqualTo(SqlFailure.OTHER);
    assertThat(SqlFailure.of(new IllegalStateException("a mistake"))).isEqualTo(SqlFailure.OTHER);
  }

  private static SqlFailure of(SQLException thrown) {
    return SqlFailure.of(new IllegalStateException("in a statement", thrown));
  }
}
