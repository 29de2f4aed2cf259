package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/** What the windows of a contract leave to one another: what rolls over, and carried overage. */
record Chain(Pool pool, String contractId) {

  /**
   * Draws carried overage from what rolled over, then from the allowance; answers what is too much.
   */
  Quantity carry(List<Slot> slots, Quantity carry, Window span) {
    Quantity left = carry;
    for (int i = 0; i < slots.size() && left.isPositive(); i++) {
      Slot slot = slots.get(i);
      Quantity room = room(slot, span);
      Quantity taken = room == null ? left : left.min(room.max(Quantity.ZERO));
      slots.set(i, slot.carrying(taken));
      left = left.minus(taken);
      if (slot.source().kind() == Source.Kind.ALLOWANCE) {
        break;
      }
    }
    return left;
  }

  /** What is neither used nor held, nor was used of what went on into the next window. */
  private @Nullable Quantity room(Slot slot, Window span) {
    return slot.entered() == null
        ? null
        : slot.entered()
            .minus(takenFrom(span.start(), slot.source()))
            .minus(takenOfWhatRolled(slot, span.end()));
  }

  private Quantity takenOfWhatRolled(Slot slot, Instant end) {
    QuotaPolicy.Rollover policy = slot.terms().counted().policy().rollover();
    if (policy == null || slot.source().kind() == Source.Kind.ROLLOVER) {
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
  List<Slot> trimmed(List<Slot> rolled, Quantity bound, Instant start) {
    Quantity total = Quantity.ZERO;
    for (Slot slot : rolled) {
      total = slot.entered() == null ? total : total.plus(slot.entered());
    }
    var kept = new ArrayList<Slot>();
    for (Slot slot : rolled) {
      Quantity entered = slot.entered() == null ? Quantity.ZERO : slot.entered();
      Quantity free = entered.minus(takenFrom(start, slot.source())).max(Quantity.ZERO);
      Quantity cut = total.minus(bound).max(Quantity.ZERO).min(free);
      total = total.minus(cut);
      kept.add(cut.isZero() ? slot : slot.entering(entered.minus(cut), cut));
    }
    return kept;
  }

  /** The most of a source that was used or held in the window at {@code start} or later. */
  private Quantity takenFrom(Instant start, Source source) {
    return pool.takenFrom(start, source).minus(pool.before(source, start).gone());
  }

  /** What was used or held of a slot in a window, or in later ones, and was not there. */
  Quantity missing(Slot slot, Frame frame) {
    return slot.entered() == null
        ? Quantity.ZERO
        : takenFrom(frame.window().start(), slot.source())
            .plus(slot.carried())
            .minus(slot.entered())
            .max(Quantity.ZERO);
  }
}
