package org.entitlementledger.projections.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** The saved states of one account at regular intervals, as far as queries needed them. */
final class FoldedAccount {
  /** The number of events between two saved states. */
  static final int STEP = 32;

  private static final int PAGE = 1_000;

  private final String accountId;
  private final LogTable log;
  private final List<SavedState> states = new ArrayList<>();

  /** The effective time of the states; later effects count only if they had begun when recorded. */
  private Instant asOf = Instant.MIN;

  FoldedAccount(String accountId, LogTable log) {
    this.accountId = accountId;
    this.log = log;
  }

  /**
   * The folded events of the account.
   *
   * @param states after every {@link #STEP} events
   * @param rest the events after the last state, fewer than a step
   */
  record States(List<SavedState> states, List<LoggedEvent> rest) {

    /** The index of the state to start from; -1 without one. */
    int begin(AsOfFold fold) {
      int begin = states.size() - 1;
      while (begin >= 0 && !isBefore(states.get(begin), fold)) {
        begin--;
      }
      return begin;
    }

    /** Whether a state was known and recorded at the times of a query. */
    private static boolean isBefore(SavedState state, AsOfFold fold) {
      return fold.knows(state) && !state.last().recordedAt().isAfter(fold.point().asOf());
    }
  }

  /** Reads the newly recorded events and ensures that a query can start from a state. */
  synchronized States read(AsOfFold fold) {
    States read = reachesBeyond(fold) ? new States(List.copyOf(states), List.of()) : read();
    int begin = read.begin(fold);
    if (begin < 0 || read.states.get(begin).holdsAt(fold.point().asOf())) {
      return read;
    }
    // Something took effect long after it was recorded: between the states' time and this one.
    asOf = fold.point().asOf();
    while (!states.isEmpty() && !states.getLast().holdsAt(asOf)) {
      states.removeLast();
    }
    return read();
  }

  /** Whether the states reach beyond the query and the log still has the last one. */
  private boolean reachesBeyond(AsOfFold fold) {
    SavedState last = last();
    return last != null
        && !fold.knows(last)
        && last.last().eventId().equals(log.eventIdAt(last.last().position()));
  }

  private States read() {
    int most = STEP + 1;
    while (true) {
      List<LoggedEvent> events = after(most);
      boolean whole = events.size() < most - 1;
      int taken = 0;
      for (; taken + STEP <= events.size(); taken += STEP) {
        states.add(SavedState.after(last(), events.subList(taken, taken + STEP), asOf));
      }
      if (whole) {
        return new States(List.copyOf(states), List.copyOf(events.subList(taken, events.size())));
      }
      most = PAGE;
    }
  }

  /**
   * The events after the last state, at most {@code most - 1}. The states are dropped if the log no
   * longer has their last event, which a fail-over may have replaced.
   */
  private List<LoggedEvent> after(int most) {
    SavedState last = last();
    if (last != null) {
      List<LoggedEvent> events = log.ofAccount(accountId, last.last().sequence(), most);
      if (!events.isEmpty() && events.getFirst().eventId().equals(last.last().eventId())) {
        return events.subList(1, events.size());
      }
      states.clear();
    }
    return log.ofAccount(accountId, 0, most - 1);
  }

  private @Nullable SavedState last() {
    return states.isEmpty() ? null : states.getLast();
  }
}
