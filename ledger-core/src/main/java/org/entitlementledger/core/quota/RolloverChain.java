package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/** What a window of a contract passes on to the next one: rollover and carried overage. */
record RolloverChain(QuotaState state, String contractId) {

  /**
   * Draws carried overage from what rolled over, then from the allowance; answers what is too much.
   */
  Quantity carry(List<Allocation> allocations, Quantity carry, Window span) {
    Quantity left = carry;
    for (int i = 0; i < allocations.size() && left.isPositive(); i++) {
      Allocation allocation = allocations.get(i);
      Quantity room = room(allocation, span);
      Quantity taken = room == null ? left : left.min(room.max(Quantity.ZERO));
      allocations.set(i, allocation.carrying(taken));
      left = left.minus(taken);
      if (allocation.source().kind() == Source.Kind.ALLOWANCE) {
        break;
      }
    }
    return left;
  }

  /** What is neither used nor held, nor was used of what went on into the next window. */
  private @Nullable Quantity room(Allocation allocation, Window span) {
    return allocation.entered() == null
        ? null
        : allocation
            .entered()
            .minus(takenFrom(span.start(), allocation.source()))
            .minus(takenOfWhatRolled(allocation, span.end()));
  }

  private Quantity takenOfWhatRolled(Allocation allocation, Instant end) {
    QuotaPolicy.Rollover policy = allocation.terms().counted().policy().rollover();
    if (policy == null || allocation.source().kind() == Source.Kind.ROLLOVER) {
      return Quantity.ZERO;
    }
    Quantity taken = takenFrom(end, rolled(end));
    return taken.compareTo(policy.min()) > 0 ? taken : Quantity.ZERO;
  }

  /** What rolls over into the window at {@code start}. */
  Source rolled(Instant start) {
    return new Source(Source.Kind.ROLLOVER, contractId + "/" + start);
  }

  /** Trims the oldest until all that are alive fit the bound; what is used or held stays. */
  List<Allocation> trimmed(List<Allocation> rolled, Quantity bound, Instant start) {
    Quantity total = Quantity.ZERO;
    for (Allocation allocation : rolled) {
      total = allocation.entered() == null ? total : total.plus(allocation.entered());
    }
    var kept = new ArrayList<Allocation>();
    for (Allocation allocation : rolled) {
      Quantity entered = allocation.entered() == null ? Quantity.ZERO : allocation.entered();
      Quantity free = entered.minus(takenFrom(start, allocation.source())).max(Quantity.ZERO);
      Quantity cut = total.minus(bound).max(Quantity.ZERO).min(free);
      total = total.minus(cut);
      kept.add(cut.isZero() ? allocation : allocation.entering(entered.minus(cut), cut));
    }
    return kept;
  }

  /** The most of a source that was used or held in the window at {@code start} or later. */
  private Quantity takenFrom(Instant start, Source source) {
    return state.takenFrom(start, source).minus(state.before(source, start).gone());
  }

  /** What was used or held of an allocation in a window, or in later ones, and was not there. */
  Quantity missing(Allocation allocation, WindowState windowState) {
    return allocation.entered() == null
        ? Quantity.ZERO
        : takenFrom(windowState.window().start(), allocation.source())
            .plus(allocation.carried())
            .minus(allocation.entered())
            .max(Quantity.ZERO);
  }
}
