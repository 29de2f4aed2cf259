package org.entitlementledger.projections.rebuild;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.entitlementledger.projections.log.HeadTable;

/**
 * Lets commands go first: after a piece of work during which the log grew, it rests for a multiple
 * of the time that the work took, 250 ms at most. For one thread and one piece of work after the
 * other.
 */
public final class Courtesy implements Pace {
  /** However long a piece took on a busy machine, so that the work comes to an end. */
  private static final Duration LONGEST_REST = Duration.ofMillis(250);

  private final HeadTable head;
  private final int rest;
  private long size;
  private long began;

  /**
   * Begins with the first piece.
   *
   * @param rest how many times as long as it worked it rests while commands come
   */
  public Courtesy(HeadTable head, int rest) {
    this.head = head;
    this.rest = rest;
    size = head.read().size();
    began = System.nanoTime();
  }

  @Override
  public void pause() {
    long worked = System.nanoTime() - began;
    long grown = head.read().size();
    if (grown != size) {
      LockSupport.parkNanos(Math.min(rest * worked, LONGEST_REST.toNanos()));
    }
    began = System.nanoTime();
    size = grown;
  }
}
