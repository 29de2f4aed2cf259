package org.entitlementledger.projections.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** The states of one account after every so many events, as far as it was asked for. */
final class FoldedAccount {
  /** How many events lie between two states. */
  static final int STEP = 32;

  private static final int PAGE = 1_000;

  private final String accountId;
  private final LogTable log;
  private final List<SavedState> states = new ArrayList<>();

  /** What took effect later counts only where it had when it was recorded. */
  private Instant asOf = Instant.MIN;

  FoldedAccount(String accountId, LogTable log) {
    this.accountId = accountId;
    this.log = log;
  }

  /**
   * The account's events in the log, folded.
   *
   * @param states after every {@link #STEP} events
   * @param rest the events after the last state, fewer than a step
   */
  record States(List<SavedState> states, List<LoggedEvent> rest) {

    /** The number of the state to begin with; -1 where there is none. */
    int begin(AsOfFold fold) {
      int begin = states.size() - 1;
      while (begin >= 0 && !isBefore(states.get(begin), fold)) {
        begin--;
      }
      return begin;
    }

    /** Whether a state was known and recorded at the times of a question. */
    private static boolean isBefore(SavedState state, AsOfFold fold) {
      return fold.knows(state) && !state.last().recordedAt().isAfter(fold.point().asOf());
    }
  }

  /** Reads what was recorded since, and makes sure that a question can begin with a state. */
  synchronized States read(AsOfFold fold) {
    States read = reachesBeyond(fold) ? new States(List.copyOf(states), List.of()) : read();
    int begin = read.begin(fold);
    if (begin < 0 || read.states.get(begin).holdsAt(fold.point().asOf())) {
      return read;
    }
    // something took effect long after it was recorded: between the time of the states and this one
    asOf = fold.point().asOf();
    while (!states.isEmpty() && !states.getLast().holdsAt(asOf)) {
      states.removeLast();
    }
    return read();
  }

  /** Whether a question asks for nothing after the last state, which the log still has. */
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
   * The events after the last state, {@code most - 1} or fewer. The states are dropped where the
   * log no longer has their last event: a fail-over may have put others in its place.
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
