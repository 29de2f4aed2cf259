package org.entitlementledger.projections.tree;

/** The tiles or the signed heads are not what was written; the message says which. */
public final class TreeDamaged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TreeDamaged(String message) {
    super(message);
  }
}
