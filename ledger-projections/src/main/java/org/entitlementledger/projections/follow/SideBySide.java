package org.entitlementledger.projections.follow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The live views beside their copies, in one snapshot of the database. Each is compared where its
 * token says that it stands, unless its rows say otherwise: a token that was moved back is told by
 * rows that reflect more, and are what the log gives.
 */
final class SideBySide {
  private final Shadow shadow;
  private final long through;
  private final Pace pace;
  private final long last;
  private final Map<String, Long> tokens;

  /**
   * @param through the log is not to be relied on beyond it
   */
  SideBySide(Shadow shadow, long through, Pace pace) {
    this.shadow = shadow;
    this.through = through;
    this.pace = pace;
    last = shadow.lastPosition();
    tokens = shadow.liveTokens();
  }

  private long token(View view) {
    return tokens.getOrDefault(view.name(), 0L);
  }

  /**
   * Compares all views.
   *
   * @param catchUp brings the copies to a position each
   */
  List<Comparison> compare(Consumer<Map<String, Long>> catchUp) {
    catchUp.accept(Rebuild.upTo(through, tokens));
    var comparisons = new HashMap<String, Comparison>();
    var beyond = new HashMap<>(tokens);
    for (View view : shadow.views()) {
      long stands = Math.min(token(view), Math.min(through, last));
      Differences found = compare(view);
      comparisons.put(view.name(), found.of(view.name(), stands, token(view)));
      if (found.newestRow() > stands) {
        beyond.put(view.name(), found.newestRow());
      }
    }
    catchUp.accept(Rebuild.upTo(through, beyond));
    for (View view : shadow.views()) {
      long newest = Math.min(through, beyond.getOrDefault(view.name(), 0L));
      if (newest > token(view)) {
        Comparison again = compare(view).of(view.name(), newest, token(view));
        comparisons.merge(view.name(), again, SideBySide::better);
      }
    }
    return new ArrayList<>(
        shadow.views().stream().map(view -> comparisons.get(view.name())).toList());
  }

  /** Rows beyond where the log is to be relied on cannot be compared. */
  private Differences compare(View view) {
    long newest = token(view) > through ? through : Long.MAX_VALUE;
    return shadow.compare(view, newest, Math.min(through, last), pace);
  }

  private static Comparison better(Comparison atToken, Comparison atRows) {
    return atRows.count() < atToken.count() ? atRows : atToken;
  }
}
