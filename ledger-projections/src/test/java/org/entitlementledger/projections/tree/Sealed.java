package org.entitlementledger.projections.tree;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.entitlementledger.core.profile.ProfileEvent.AccountRenamed;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.log.Metadata;
import org.entitlementledger.projections.log.StoredEvents;
import org.springframework.jdbc.core.JdbcTemplate;

/** A ledger with a log that grows, and the sealing of it. */
final class Sealed implements AutoCloseable {
  static final Instant NOON = Instant.parse("2025-03-15T12:00:00.123456Z");
  static final KeyRing KEYS =
      new KeyRing(SignerKey.make("entitlement-ledger.local/test"), List.of());

  final HikariDataSource pool;
  final JdbcTemplate jdbc;
  final WriteTurn turn;
  private final String name;
  private long position;

  Sealed(Databases.Database database) {
    this(database, 0, "Äcme ");
  }

  /**
   * A ledger that goes on.
   *
   * @param position of its last event
   * @param name what the account is called from then on
   */
  Sealed(Databases.Database database, long position, String name) {
    this.position = position;
    this.name = name;
    pool = database.pool(6);
    jdbc = new JdbcTemplate(pool);
    turn = new WriteTurn(jdbc);
  }

  /** Appends some events, as the writer does. */
  void append(int count) {
    var events = new ArrayList<LoggedEvent>();
    for (int i = 0; i < count; i++) {
      position++;
      events.add(
          new LoggedEvent(
              position,
              "acme",
              position - 1,
              new UUID(7, position),
              "account-renamed",
              1,
              NOON.minusSeconds(60),
              NOON,
              "olga",
              new Metadata("rename-account", "a better name", null),
              new AccountRenamed(NOON.minusSeconds(60), name + position)));
    }
    new LogTable(jdbc).append(events);
    new HeadTable(jdbc).move(position, NOON);
  }

  /** A node that seals. */
  CheckpointSigner signer(Checkpoints checkpoints) {
    return new CheckpointSigner(pool, turn, KEYS, checkpoints);
  }

  SignedHead newest() {
    SignedHead newest = new SignedHeadTable(jdbc).newest();
    if (newest == null) {
      throw new IllegalStateException("nothing is sealed");
    }
    return newest;
  }

  /** The leaves of the log, as it is now. */
  List<Hash> leaves() {
    var leaves = new ArrayList<Hash>();
    new StoredEvents(jdbc).each(0, position, event -> leaves.add(Naive.leaf(Leaf.of(event))));
    return leaves;
  }

  @Override
  public void close() {
    pool.close();
  }
}
