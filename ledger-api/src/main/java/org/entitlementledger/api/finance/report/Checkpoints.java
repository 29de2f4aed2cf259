package org.entitlementledger.api.finance.report;

import org.entitlementledger.api.audit.LedgerKeys;
import org.entitlementledger.projections.tree.SealedTree;
import org.entitlementledger.projections.tree.TreeDamaged;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds the signed heads that reports name, so that a figure can be proved afterwards. */
@Component
public final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  private final SealedTree tree;
  private final LedgerKeys keys;

  Checkpoints(SealedTree tree, LedgerKeys keys) {
    this.tree = tree;
    this.keys = keys;
  }

  /**
   * The signed head of exactly so many events; null while they are not sealed, and where this node
   * cannot sign: a report is given without a proof then.
   */
  public @Nullable String at(long position) {
    try {
      return tree.head().size() < position ? null : tree.checkpoint(position, keys.ring());
    } catch (TreeDamaged none) {
      LOG.debug("a report has no checkpoint: {}", none.getMessage());
      return null;
    }
  }
}
