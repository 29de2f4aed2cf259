package org.entitlementledger.projections.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.log.StoredEvents;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What the tree proves of the log (AUDIT.md, "Proofs"). */
public final class SealedTree {
  private final Checkpoints checkpoints;
  private final StoredEvents log;
  private final TileTable tiles;
  private final SignedHeadTable heads;

  public SealedTree(JdbcOperations jdbc, Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
    log = new StoredEvents(jdbc);
    tiles = new TileTable(jdbc);
    heads = new SignedHeadTable(jdbc);
  }

  /**
   * The newest signed head.
   *
   * @throws TreeDamaged where there is none
   */
  public SignedHead head() {
    SignedHead newest = checkpoints.newest();
    if (newest == null) {
      throw new TreeDamaged("nothing is sealed yet");
    }
    return newest;
  }

  /** The hashes of the tree, read as they are needed; for one thread and one question. */
  public Tiles tiles() {
    return new Tiles(tiles);
  }

  /** The row at a position as it is stored; absent where the log has none. */
  public Optional<StoredEvent> event(long position) {
    var found = new ArrayList<StoredEvent>();
    log.each(position - 1, position, found::add);
    return found.stream().findFirst();
  }

  /**
   * Proves that the event at a position is in a tree.
   *
   * @param position 1 to {@code size}
   * @param size up to that of the newest head
   * @throws TreeDamaged where the tree cannot say
   */
  public List<Hash> inclusion(long position, long size) {
    return new MerkleTree(tiles()).inclusion(position - 1, size);
  }

  /**
   * Proves that the tree of one size begins with that of another.
   *
   * @throws TreeDamaged where the tree cannot say
   */
  public List<Hash> consistency(long from, long to) {
    return new MerkleTree(tiles()).consistency(from, to);
  }

  /**
   * The signed head of exactly so many leaves. It is signed anew where it was not kept, once the
   * tree is shown to be consistent with its newest head: the same text always, and the same
   * signature as long as the key is the same.
   *
   * @param size up to that of the newest head
   * @param keys absent where this node cannot sign
   * @throws TreeDamaged where there is none and none can be signed
   */
  public String checkpoint(long size, @Nullable KeyRing keys) {
    SignedHead newest = head();
    if (size == newest.size()) {
      return newest.note();
    }
    if (keys != null) {
      newest.verify(keys);
      return keys.sign(size, root(size, newest));
    }
    SignedHead kept = heads.of(size);
    if (kept == null) {
      throw new TreeDamaged("no head of " + size + " was kept, and this node has no signing key");
    }
    return kept.note();
  }

  /** The root of the first leaves of a head's tree. */
  private Hash root(long size, SignedHead newest) {
    var tree = new MerkleTree(tiles());
    Hash root = tree.root(size);
    boolean grew =
        size == 0
            || MerkleProof.consistent(
                size, newest.size(), root, newest.root(), tree.consistency(size, newest.size()));
    if (!grew) {
      throw new TreeDamaged("the tiles do not give the root of the newest signed head");
    }
    return root;
  }
}
