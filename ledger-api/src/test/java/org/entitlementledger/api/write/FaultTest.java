package org.entitlementledger.api.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FaultTest {
  @Test
  void isNobodysFaultWhereTheDiskIsFull() {
    var full = new IOException("No space left on device");
    assertThat(of(new SQLException("General error", "HY000", 50_000, full)))
        .as("H2")
        .isEqualTo(Fault.UNAVAILABLE);
    assertThat(of(ofBatch(new SQLException("General error", "HY000", 50_000, full))))
        .as("H2, in a batch of statements")
        .isEqualTo(Fault.UNAVAILABLE);
    assertThat(of(new SQLException("could not extend file", "53100")))
        .as("PostgreSQL")
        .isEqualTo(Fault.UNAVAILABLE);
  }

  private static SQLException ofBatch(SQLException first) {
    var batch = new BatchUpdateException("General error", "HY000", 50_000, new int[] {-3});
    batch.setNextException(first);
    return batch;
  }

  @Test
  void isTheConnectionsWhereItBroke() {
    var reset = new IOException("connection reset");
    assertThat(of(new SQLException("I/O error", "08006", reset))).isEqualTo(Fault.CONNECTION);
    assertThat(of(new SQLException("closed", "90098", 90_098))).isEqualTo(Fault.CONNECTION);
  }

  @Test
  void isTheCommandsOtherwise() {
    assertThat(of(new SQLException("division by zero", "22012"))).isEqualTo(Fault.OTHER);
    assertThat(of(ofBatch(new SQLException("General error", "HY000", 50_000))))
        .isEqualTo(Fault.OTHER);
    assertThat(Fault.of(new IllegalStateException("a mistake"))).isEqualTo(Fault.OTHER);
  }

  private static Fault of(SQLException thrown) {
    return Fault.of(new IllegalStateException("in a statement", thrown));
  }
}
