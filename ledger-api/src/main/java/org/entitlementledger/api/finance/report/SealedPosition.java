package org.entitlementledger.api.finance.report;

import org.entitlementledger.api.audit.LedgerKeys;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.projections.projector.ViewUnavailable;
import org.entitlementledger.projections.tree.Checkpoints;
import org.entitlementledger.projections.tree.SealedTree;
import org.entitlementledger.projections.tree.TreeDamaged;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The signed head of the log as it was at a position. */
@Component
public final class SealedPosition {
  private final Checkpoints seals;
  private final SealedTree tree;
  private final LedgerKeys keys;

  SealedPosition(Checkpoints seals, SealedTree tree, LedgerKeys keys) {
    this.seals = seals;
    this.tree = tree;
    this.keys = keys;
  }

  /**
   * The head of exactly so many leaves, so that a figure can be proved afterwards; null where they
   * are not sealed, or this node cannot sign.
   */
  public @Nullable String at(long position) {
    try {
      return tree.head().size() < position ? null : tree.checkpoint(position, keys.ring());
    } catch (TreeDamaged damaged) {
      return null;
    }
  }

  /** The same; waits until they are sealed, which takes a moment after the event. */
  public @Nullable String await(long position) {
    try {
      seals.await(position);
    } catch (ViewUnavailable unsealed) {
      return null;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RequestRejected(Slug.UNAVAILABLE, "the service is shutting down");
    }
    return at(position);
  }
}
