package org.entitlementledger.projections.verification;

import java.util.function.LongConsumer;
import org.entitlementledger.projections.rebuild.Pace;

/** How much is done of the three walks over the ledger, told between two pieces of work. */
final class Progress implements Pace {
  private static final int WALKS = 3;

  /** Events of one piece of work: few, so that no command waits long for its end. */
  static final int PIECE = 64;

  private final Pace pace;
  private final LongConsumer listener;
  private final long through;
  private int walk;
  private long done;

  Progress(Pace pace, LongConsumer listener, long through) {
    this.pace = pace;
    this.listener = listener;
    this.through = through;
  }

  /** Begins a walk, from 0. */
  void begin(int number) {
    walk = number;
    done = 0;
  }

  /** So many more events of the walk are done. */
  void add(long events) {
    done = Math.min(through, done + events);
  }

  @Override
  public void pause() {
    pace.pause();
    listener.accept(through / WALKS * walk + done / WALKS);
  }
}
