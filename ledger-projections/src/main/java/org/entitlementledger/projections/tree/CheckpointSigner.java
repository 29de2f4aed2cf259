package org.entitlementledger.projections.tree;

import java.util.Objects;
import javax.sql.DataSource;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.Dialect;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.log.StoredEvents;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Extends the tree and signs its head. It reads and hashes events before the transaction, which
 * then writes the tiles and the signed head unless another node has moved the tree meanwhile. Not
 * thread-safe.
 */
public final class CheckpointSigner {
  /** The most leaves sealed in one step. */
  private static final int STEP = 65_536;

  /** The number of leaves at the end of the tree that are compared with the log at the start. */
  private static final int CHECKED_AT_START = 65_536;

  private final WriteTurn turn;
  private final KeyRing keys;
  private final Checkpoints checkpoints;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Dialect dialect;
  private final HeadTable head;
  private final StoredEvents log;
  private final TileTable tiles;
  private final SignedHeadTable heads;

  /** The newest head that this node has signed or has verified to extend the previous one. */
  private @Nullable SignedHead known;

  /**
   * Seals with {@code keys}.
   *
   * @param database connections on which a commit is durable
   * @param turn of all that write to it from this process
   * @param checkpoints is told of each head
   */
  public CheckpointSigner(
      DataSource database, WriteTurn turn, KeyRing keys, Checkpoints checkpoints) {
    this.turn = turn;
    this.keys = keys;
    this.checkpoints = checkpoints;
    jdbc = new JdbcTemplate(database);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    // After waiting for the lock it must see the other's writes, whatever the database's default.
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    dialect = Dialect.of(jdbc);
    head = new HeadTable(jdbc);
    log = new StoredEvents(jdbc);
    tiles = new TileTable(jdbc);
    heads = new SignedHeadTable(jdbc);
  }

  /**
   * Signs the head of the empty tree, unless there is one, and learns the newest. An empty ledger
   * that became a rehearsal, or stopped being one, gets a head with its new origin.
   *
   * @throws TreeDamaged if the newest was not signed by one of the keys, or heads are missing
   */
  public void begin() {
    write(
        () -> {
          Head log = head.read();
          SignedHead newest = heads.newest();
          if (newest == null && tiles.any()) {
            throw new TreeDamaged("all signed heads are gone");
          }
          if (newest != null && newest.size() == 0 && log.size() == 0 && !isOfOrigin(newest)) {
            heads.remove(0);
            newest = null;
          }
          if (newest == null) {
            Hash root = new Hasher().empty();
            heads.add(new SignedHead(0, root, keys.sign(0, root), log.now()));
          }
          return true;
        });
    SignedHead newest = Objects.requireNonNull(heads.newest(), "one was added");
    newest.verify(keys);
    checkpoints.reached(newest);
  }

  private boolean isOfOrigin(SignedHead head) {
    return head.note().startsWith(keys.origin() + "\n");
  }

  /**
   * Compares the last leaves of the tree with the log.
   *
   * @throws TreeDamaged if one of them does not match
   */
  public void check() {
    SignedHead newest = Objects.requireNonNull(heads.newest(), "sealing has begun");
    long from = Math.max(0, newest.size() - CHECKED_AT_START);
    var stored = new Tiles(tiles);
    var next = new Next(from);
    log.each(
        from,
        newest.size(),
        event -> {
          Hash leaf = next.take(event);
          if (!leaf.equals(stored.node(0, event.position() - 1))) {
            throw different(event.position());
          }
        });
    next.requireEnd(newest.size());
  }

  /**
   * Seals the next events that are not in the tree yet.
   *
   * @return the size of the tree, which another node may have extended
   * @throws TreeDamaged where the log is shorter than the tree or inconsistent with it, the tree is
   *     not what its newest head says, or a head that this node knew is not in it: nothing was
   *     sealed
   */
  public long step() {
    SignedHead newest = heads.newest();
    try {
      if (newest == null || newest.size() < checkpoints.size()) {
        throw new TreeDamaged(
            "the newest signed head is gone: it was that of " + checkpoints.size());
      }
      if (seal(newest)) {
        return checkpoints.size();
      }
    } catch (TreeDamaged damaged) {
      SignedHead now = heads.newest();
      if (now == null || newest == null || now.size() <= newest.size()) {
        throw damaged;
      }
      // another node moved it while it was read
    }
    checkpoints.newest();
    return checkpoints.size();
  }

  /** Whether this node extended the tree or there was nothing to do. */
  private boolean seal(SignedHead newest) {
    newest.verify(keys);
    requireKnownIn(newest);
    Head log = head.read();
    if (log.size() < newest.size()) {
      throw new TreeDamaged(
          "the log ends at " + log.size() + ", and the tree goes to " + newest.size());
    }
    var appender = new TreeAppender(tiles, newest.size());
    if (!appender.root().equals(newest.root())) {
      throw new TreeDamaged("the tiles do not give the root of the signed head");
    }
    grow(appender, newest.size(), Math.min(log.size(), newest.size() + STEP));
    if (appender.added() == 0) {
      // Another node may have sealed all of it.
      checkpoints.reached(newest);
      return true;
    }
    Hash root = appender.root();
    var sealed = new SignedHead(appender.size(), root, keys.sign(appender.size(), root), log.now());
    boolean moved = write(() -> move(newest, sealed, appender));
    if (moved) {
      known = sealed;
      checkpoints.reached(sealed);
    }
    return moved;
  }

  /** A promoted standby may lack the end of the tree and may have grown another one. */
  private void requireKnownIn(SignedHead newest) {
    SignedHead before = known;
    if (before != null) {
      Hash root =
          before.size() == newest.size()
              ? newest.root()
              : new MerkleTree(new Tiles(tiles)).root(before.size());
      if (!root.equals(before.root())) {
        throw new TreeDamaged("the tree has lost the signed head of " + before.size());
      }
    }
    known = newest;
  }

  /** Appends the leaves after {@code from}, and checks the last leaf before them. */
  private void grow(TreeAppender appender, long from, long through) {
    long last = Math.max(0, from - 1);
    var next = new Next(last);
    log.each(
        last,
        through,
        event -> {
          Hash leaf = next.take(event);
          if (event.position() > from) {
            appender.add(leaf);
          } else if (!leaf.equals(new Tiles(tiles).node(0, last))) {
            throw different(event.position());
          }
        });
    next.requireEnd(through);
  }

  private static TreeDamaged different(long position) {
    return new TreeDamaged("the event at " + position + " is not the one that was sealed");
  }

  /** Hashes the rows of the log in order and refuses gaps. */
  private static final class Next {
    private final Hasher hasher = new Hasher();
    private long position;

    Next(long position) {
      this.position = position;
    }

    Hash take(StoredEvent event) {
      if (event.position() != position + 1) {
        throw missing();
      }
      position++;
      return hasher.leaf(Leaf.of(event));
    }

    void requireEnd(long end) {
      if (position != end) {
        throw missing();
      }
    }

    private TreeDamaged missing() {
      return new TreeDamaged("there is no event at " + (position + 1));
    }
  }

  /** Runs in the transaction; false if the tree was moved meanwhile. */
  private boolean move(SignedHead from, SignedHead to, TreeAppender appender) {
    if (!heads.lock()) {
      throw new TreeDamaged("the signed head of the empty tree is gone");
    }
    SignedHead newest = heads.newest();
    if (newest == null || newest.size() != from.size() || !newest.root().equals(from.root())) {
      return false;
    }
    tiles.write(appender.changed());
    heads.add(to);
    if (from.size() > 0 && from.size() / Tiles.WIDTH == to.size() / Tiles.WIDTH) {
      heads.remove(from.size());
    }
    return true;
  }

  private interface Writing {
    boolean run();
  }

  private boolean write(Writing writing) {
    turn.take();
    try {
      boolean done = Boolean.TRUE.equals(transaction.execute(status -> writing.run()));
      dialect.sync(jdbc);
      return done;
    } finally {
      turn.end();
    }
  }
}
