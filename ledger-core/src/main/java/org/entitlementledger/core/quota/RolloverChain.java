package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/** Passes rollover and carried overage from one window of a contract to the next. */
record RolloverChain(QuotaState state, String contractId) {

  /**
   * Charges carried overage to the rollovers, then to the first allowance; returns the quantity
   * that fits neither.
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

  /** The quantity that is neither used nor held, in this window or after it rolled over. */
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

  /** The source that rolls over into the window that begins at {@code start}. */
  Source rolled(Instant start) {
    return new Source(Source.Kind.ROLLOVER, contractId + "/" + start);
  }

  /**
   * Trims rollovers, oldest first, until their sum fits {@code bound}; used and held units stay.
   */
  List<Allocation> trimmed(List<Allocation> rolled, Quantity bound, Instant start) {
    Quantity total = Quantity.ZERO;
    for (Allocation allocation : rolled) {
      total = allocation.entered() == null ? total : total.plus(allocation.entered());
    }
    var result = new ArrayList<Allocation>();
    for (Allocation allocation : rolled) {
      Quantity entered = allocation.entered() == null ? Quantity.ZERO : allocation.entered();
      Quantity free = entered.minus(takenFrom(start, allocation.source())).max(Quantity.ZERO);
      Quantity cut = total.minus(bound).max(Quantity.ZERO).min(free);
      total = total.minus(cut);
      result.add(cut.isZero() ? allocation : allocation.entering(entered.minus(cut), cut));
    }
    return result;
  }

  /** Peak usage of a source in the window that begins at {@code start} and later ones. */
  private Quantity takenFrom(Instant start, Source source) {
    return state.takenFrom(start, source).minus(state.before(source, start).gone());
  }

  /** The quantity by which an allocation is overdrawn in a window and the later ones. */
  Quantity missing(Allocation allocation, WindowState windowState) {
    return allocation.entered() == null
        ? Quantity.ZERO
        : takenFrom(windowState.window().start(), allocation.source())
            .plus(allocation.carried())
            .minus(allocation.entered())
            .max(Quantity.ZERO);
  }
}
