package org.entitlementledger.projections.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.entitlementledger.core.AccountBasis;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.audit.AuditEvent;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Explains the state of an account as of a pair of times by its events, and the difference between
 * two pairs. It reads the log alone.
 */
public final class AccountHistories {
  private static final String EVENTS =
      "select * from log where position = any(?) order by position";

  private final JdbcOperations jdbc;
  private final FoldedAccounts accounts;
  private final HeadTable head;

  public AccountHistories(JdbcOperations jdbc, FoldedAccounts accounts) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    head = new HeadTable(jdbc);
  }

  /**
   * An account as it was.
   *
   * @param account absent where it was not known yet
   * @param events a page of the events that led to it
   */
  public record History(@Nullable AccountBasis account, Page<AuditEvent> events) {}

  /**
   * An account at two pairs of times.
   *
   * @param events a page of the events that one pair counts more of than the other
   */
  public record Difference(
      @Nullable AccountBasis one, @Nullable AccountBasis other, Page<Differing> events) {}

  /**
   * An event that the two pairs count differently.
   *
   * @param countedByOther whether the other pair counts it, or more of its movements
   */
  public record Differing(AuditEvent event, boolean countedByOther) {}

  private record Picked(long position, int side) {}

  /**
   * The account and its events, in the order in which they were recorded.
   *
   * @param shown which events the caller may see; the account is folded from all
   * @param after the cursor of the previous page; null for the first
   * @param limit 1–1000
   */
  public History history(
      String accountId,
      BitemporalPoint point,
      Predicate<AccountEvent> shown,
      @Nullable String after,
      int limit) {
    long position = head.read().size();
    var fold = new AsOfFold(accountId, point, position);
    List<SavedState> states = accounts.fold(accountId, fold);
    var picked =
        pick(
            new Asked(accountId, states, after, limit),
            fold::countsNone,
            fold::knows,
            logged -> fold.ledHere(logged) && shown.test(logged.event()) ? 1 : 0);
    Page<AuditEvent> events = page(picked, position, limit).map(Differing::event);
    return new History(fold.account(), events);
  }

  /** The account at two pairs of times, and the events that they count differently. */
  public Difference difference(
      String accountId,
      BitemporalPoint oneAxes,
      BitemporalPoint otherAxes,
      Predicate<AccountEvent> shown,
      @Nullable String after,
      int limit) {
    long position = head.read().size();
    var one = new AsOfFold(accountId, oneAxes, position);
    var other = new AsOfFold(accountId, otherAxes, position);
    accounts.fold(accountId, one);
    List<SavedState> states = accounts.fold(accountId, other);
    var picked =
        pick(
            new Asked(accountId, states, after, limit),
            state -> countAlike(state, one, other),
            logged -> one.knows(logged) || other.knows(logged),
            logged ->
                shown.test(logged.event())
                    ? Long.compare(other.counted(logged), one.counted(logged))
                    : 0);
    return new Difference(one.account(), other.account(), page(picked, position, limit));
  }

  /** Whether both count all events between the previous state and this one, or none of them. */
  private static boolean countAlike(SavedState state, AsOfFold one, AsOfFold other) {
    return (one.countsNone(state) && other.countsNone(state))
        || (one.countsAll(state) && other.countsAll(state));
  }

  private record Asked(
      String accountId, List<SavedState> states, @Nullable String after, int limit) {}

  /**
   * Picks the first events after the cursor whose side is not 0, one more than the limit.
   *
   * @param needless whether all events between the previous state and this one have the side 0
   * @param known whether an event was known; no event after an unknown one is
   */
  private List<Picked> pick(
      Asked asked,
      Predicate<SavedState> needless,
      Predicate<LoggedEvent> known,
      ToIntFunction<LoggedEvent> side) {
    Cursor cursor = Cursor.parse(asked.after, 1);
    long from = cursor == null ? 0 : cursor.at(0);
    var picked = new ArrayList<Picked>();
    accounts.each(
        asked.accountId,
        from,
        asked.states,
        needless,
        asked.limit + 1,
        logged -> {
          int found = logged.position() > from ? side.applyAsInt(logged) : 0;
          if (found != 0) {
            picked.add(new Picked(logged.position(), found));
          }
          return picked.size() <= asked.limit && known.test(logged);
        });
    return picked;
  }

  private Page<Differing> page(List<Picked> picked, long position, int limit) {
    Page<Picked> page = Page.of(picked, limit, position, last -> Cursor.of(last.position));
    Long[] positions = page.items().stream().map(Picked::position).toArray(Long[]::new);
    List<AuditEvent> events = jdbc.query(EVENTS, AuditEvent::read, (Object) positions);
    var told = new ArrayList<Differing>();
    for (int i = 0; i < events.size(); i++) {
      told.add(new Differing(events.get(i), page.items().get(i).side > 0));
    }
    return new Page<>(told, page.next(), page.position());
  }
}
