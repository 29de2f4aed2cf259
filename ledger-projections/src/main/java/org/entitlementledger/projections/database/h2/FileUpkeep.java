package org.entitlementledger.projections.database.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.entitlementledger.projections.BackgroundLoop;
import org.entitlementledger.projections.WriteTurn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps H2's file small while the service runs. H2 never overwrites a page: each commit appends the
 * pages that it changed, and what they replace is dead. Its own thread that would clean up stores
 * half-done transactions too, so that it is off ({@link WriteTurn}); this one works in its turn.
 * Views that were not stored at a crash follow the log again.
 */
public final class FileUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileUpkeep.class);

  /** Short and often, since commands wait for the turn. */
  private static final Duration BETWEEN = Duration.ofMillis(100);

  /** After the database was away, or its disk full. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** What of the file is to be alive, in percent; more costs more writing than it saves. */
  private static final int ALIVE = 40;

  /** What is moved in one turn, in bytes. */
  private static final int MOST_MOVED = 1_000_000;

  private final DataSource connections;
  private final WriteTurn turn;
  private final BackgroundLoop loop = new BackgroundLoop("file-upkeep", this::look);

  /** For the file of H2 that {@code connections} lead to. */
  public FileUpkeep(DataSource connections, WriteTurn turn) {
    this.connections = connections;
    this.turn = turn;
  }

  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  private Duration look() {
    try (Connection connection = connections.getConnection()) {
      inTurn(H2File.of(connection));
      return BETWEEN;
    } catch (SQLException | RuntimeException away) {
      LOG.warn("the file of the database is not made smaller for now: {}", away.toString());
      return AGAIN;
    }
  }

  private void inTurn(H2File file) throws SQLException {
    turn.take();
    try {
      file.tidy(ALIVE, MOST_MOVED);
    } finally {
      turn.end();
    }
  }
}
