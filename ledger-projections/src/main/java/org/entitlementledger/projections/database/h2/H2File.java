package org.entitlementledger.projections.database.h2;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;

/** The file of an H2 database, as far as SQL does not reach it. */
public final class H2File {
  /** For so long no space is used again that was written, in milliseconds. */
  private static final int RETENTION_MILLIS = 2_000;

  private static final int ONLY_WHEN_TOLD = -1;
  private static final Method WRITE_HEADER = writeHeader();

  private final MVStore store;

  private H2File(MVStore store) {
    this.store = store;
  }

  /** That of the database that a connection leads to; another one after H2 had to close it. */
  public static H2File of(Connection connection) throws SQLException {
    var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    return new H2File(session.getDatabase().getStore().getMvStore());
  }

  private static Method writeHeader() {
    try {
      Method method = RandomAccessStore.class.getDeclaredMethod("writeStoreHeader");
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException changed) {
      throw new IllegalStateException("this is not the H2 that comes with the service", changed);
    }
  }

  /**
   * Stores what was committed and syncs it.
   *
   * @throws SQLException where the disk is full, for one; the database is closed then
   */
  public void store() throws SQLException {
    write();
    sync();
  }

  /**
   * Writes what was committed, so that it is found after a kill: H2 2.5.252 would name the chunk
   * before the last in the file's header, and where it uses space again, it does not find the last
   * one by itself.
   *
   * @throws SQLException where the disk is full, for one; the database is closed then
   */
  public void write() throws SQLException {
    try {
      store.commit();
      store.executeFilestoreOperation(this::nameLastChunk);
    } catch (MVStoreException failed) {
      throw DbException.toSQLException(failed);
    }
  }

  /**
   * Waits until what was written is on the disk. Transactions go on meanwhile; the next {@link
   * #write} waits, since it may use the space of what this one replaced.
   *
   * @throws SQLException where the disk fails; the database is closed then
   */
  public void sync() throws SQLException {
    try {
      store.executeFilestoreOperation(store.getFileStore()::sync);
    } catch (MVStoreException failed) {
      throw DbException.toSQLException(failed);
    }
  }

  private void nameLastChunk() {
    try {
      WRITE_HEADER.invoke(store.getFileStore());
    } catch (InvocationTargetException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Moves what is alive out of chunks that are mostly dead, so that their space is used again, and
   * stores all that is not stored yet. From then on H2 stores nothing at a commit, but all at
   * {@link #store}: what is stored is on the disk before the space of what it replaces is used.
   *
   * @param alive of chunks in which anything is, does nothing where more is than that, in percent
   * @param most what is moved at once, in bytes
   * @throws SQLException as {@link #store} does
   */
  public void tidy(int alive, int most) throws SQLException {
    try {
      store.setAutoCommitDelay(ONLY_WHEN_TOLD);
      store.setRetentionTime(RETENTION_MILLIS);
      if (alive() < alive) {
        store.compact(alive, most);
      }
    } catch (MVStoreException failed) {
      throw DbException.toSQLException(failed);
    }
    if (store.hasUnsavedChanges()) {
      store();
    }
  }

  /** Without chunks that are dead: they wait for readers of old versions, and nothing else. */
  private int alive() {
    var info = new HashMap<String, String>();
    store.getFileStore().populateInfo(info::put);
    return Integer.parseInt(info.getOrDefault("info.CHUNKS_FILL_RATE_RW", "100"));
  }
}
