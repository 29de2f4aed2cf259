package org.entitlementledger.projections;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that can go away and come back, or be replaced by another. */
public final class SwitchedDataSource extends DelegatingDataSource {
  private volatile boolean away;
  private volatile @Nullable DataSource promoted;

  public SwitchedDataSource(DataSource database) {
    super(database);
  }

  public void away(boolean is) {
    away = is;
  }

  /** From now on connections go to another database. */
  public void failOver(DataSource to) {
    promoted = to;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (away) {
      throw new SQLNonTransientConnectionException("the database is away", "08001");
    }
    DataSource other = promoted;
    return other == null ? super.getConnection() : other.getConnection();
  }
}
