package org.entitlementledger.api.ledger.account;

import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.HeadTable;

/**
 * The head of the log, and when it was read.
 *
 * @param before a moment before which nothing was committed that {@code head} lacks, by {@link
 *     System#nanoTime}
 * @param after a moment that was not before {@code head.databaseNow()}, by the same
 */
public record HeadSnapshot(Head head, long before, long after) {

  /** Reads the head as it is. */
  public static HeadSnapshot of(HeadTable table) {
    long before = System.nanoTime();
    Head head = table.read();
    return new HeadSnapshot(head, before, System.nanoTime());
  }

  /** Locks the head, which nobody else moves until the transaction ends. */
  public static HeadSnapshot locking(HeadTable table) {
    Head head = table.lock();
    long now = System.nanoTime();
    return new HeadSnapshot(head, now, now);
  }
}
