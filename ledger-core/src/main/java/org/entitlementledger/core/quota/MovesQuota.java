package org.entitlementledger.core.quota;

import java.util.List;

/**
 * An event that touches quota. Folds, views and reports read its movements and need not know its
 * type.
 */
public interface MovesQuota {
  List<Movement> movements();
}
