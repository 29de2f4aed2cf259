package org.entitlementledger.api.ledger;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Translates failures of the database for waiting callers. */
enum SqlFailure {
  /** The head is locked by somebody who does not let go, or the database takes nothing. */
  UNAVAILABLE,
  /** The connection broke. On another one it may work. */
  CONNECTION,
  /** Something in what was to be written. */
  OTHER;

  /** Beginnings of SQL states: connection lost, server shutting down, session ended by timeout. */
  private static final List<String> CONNECTION_STATES =
      List.of("08", "57P", "25P03", "90067", "90098", "90121");

  /**
   * Beginnings of SQL states: a lock or a statement that took too long, disk full and other want of
   * resources, read-only, failures of the system and of I/O; those with five digits are the
   * embedded database's.
   */
  private static final List<String> UNAVAILABLE_STATES =
      List.of("55P03", "57014", "53", "25006", "58", "HYT00", "90028", "90031", "90097");

  private static final Set<Class<? extends SQLException>> CONNECTION_CLASSES =
      Set.of(SQLTransientConnectionException.class, SQLRecoverableException.class);

  /** What {@code thrown} means. */
  static SqlFailure of(Throwable thrown) {
    if (thrown instanceof Unavailable
        || thrown instanceof CannotCreateTransactionException
        || thrown instanceof CannotGetJdbcConnectionException) {
      return UNAVAILABLE;
    }
    SQLException cause = sqlException(thrown);
    if (cause == null) {
      return OTHER;
    }
    if (begins(cause.getSQLState(), UNAVAILABLE_STATES)) {
      return UNAVAILABLE;
    }
    boolean broken =
        begins(cause.getSQLState(), CONNECTION_STATES)
            || CONNECTION_CLASSES.stream().anyMatch(kind -> kind.isInstance(cause));
    if (broken) {
      return CONNECTION;
    }
    return byTheDisk(cause) ? UNAVAILABLE : OTHER;
  }

  /**
   * The embedded database has no state of its own for what goes wrong with its file. Where a batch
   * of statements failed, the first of them says why.
   */
  private static boolean byTheDisk(@Nullable Throwable failed) {
    for (Throwable at = failed; at != null; at = at.getCause()) {
      if (at instanceof IOException
          || (at instanceof BatchUpdateException batch && byTheDisk(batch.getNextException()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(@Nullable String state, List<String> beginnings) {
    return state != null && beginnings.stream().anyMatch(state::startsWith);
  }

  private static @Nullable SQLException sqlException(Throwable thrown) {
    SQLException found = null;
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof SQLException one && one.getSQLState() != null) {
        found = one;
      }
    }
    return found;
  }
}
