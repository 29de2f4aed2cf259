package org.entitlementledger.api.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Connections whose commits end without an answer when they are told to. */
final class LossyPool extends HikariDataSource {
  /** What becomes of a commit. */
  enum Fate {
    DONE,
    DONE_WITHOUT_ANSWER,
    LOST
  }

  private final Queue<Fate> next = new ConcurrentLinkedQueue<>();

  LossyPool(HikariConfig config) {
    super(config);
  }

  /** The next commits end like this, in this order; those after them are done. */
  void next(Fate... fates) {
    next.addAll(List.of(fates));
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection real = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            LossyPool.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("commit")) {
                return commit(real);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private Object commit(Connection real) throws SQLException {
    Fate fate = next.poll();
    if (fate == Fate.LOST) {
      real.rollback();
    } else {
      real.commit();
    }
    if (fate == Fate.LOST || fate == Fate.DONE_WITHOUT_ANSWER) {
      throw new SQLException("the connection broke", "08006");
    }
    return Void.TYPE;
  }
}
