package org.entitlementledger.projections;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that can go away and come back. */
public final class SwitchedDataSource extends DelegatingDataSource {
  private volatile boolean away;

  public SwitchedDataSource(DataSource database) {
    super(database);
  }

  public void away(boolean is) {
    away = is;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (away) {
      throw new SQLNonTransientConnectionException("the database is away", "08001");
    }
    return super.getConnection();
  }
}
