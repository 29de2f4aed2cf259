package org.entitlementledger.api.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.entitlementledger.api.web.answer.OrNotFound;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Times;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Balance.SourceBalance;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.history.BitemporalPoint;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All sources of a balance, in pages. Their order follows from what is left of them, so the cursor
 * holds the times and the position of the first page, and every later page shows the same state.
 */
@Component
final class SourcePages {
  /** The last microsecond of the year 9999. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final AccountStates remainder;

  SourcePages(AccountStates remainder) {
    this.remainder = remainder;
  }

  /** A page; {@code not-found} where nothing is counted under the key at that time. */
  Page<SourceBalance> page(String accountId, String key, Times times, Paging paging) {
    Cursor cursor = Cursor.parse(paging.after(), 4);
    AccountStates.Position at =
        cursor == null
            ? remainder.at(accountId, key, times)
            : remainder.at(accountId, point(cursor), cursor.at(3));
    refuseOtherTimes(cursor, times, at);
    List<SourceBalance> sources = sources(at, key);
    int from = cursor == null ? 0 : (int) Math.clamp(cursor.at(0), 0L, sources.size());
    int next = from + paging.most();
    List<SourceBalance> read = sources.subList(from, (int) Math.min(sources.size(), next + 1L));
    return Page.of(read, paging.most(), at.position(), last -> cursor(next, at));
  }

  private static List<SourceBalance> sources(AccountStates.Position at, String key) {
    AccountState standing = at.standing();
    Entitlement found =
        standing == null ? null : Entitlements.one(standing, key, at.point().asOf());
    Entitlement.Counted counted =
        OrNotFound.item(found instanceof Entitlement.Counted one ? one : null, "entitlement", key);
    return counted.balance().sources();
  }

  private static Cursor cursor(int next, AccountStates.Position at) {
    return Cursor.of(
        next, micros(at.point().asOf()), micros(at.point().recordedAsOf()), at.position());
  }

  private static BitemporalPoint point(Cursor cursor) {
    return new BitemporalPoint(instant(cursor.at(1)), instant(cursor.at(2)));
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(Math.clamp(micros, 0L, micros(LAST)), ChronoUnit.MICROS);
  }

  /** Times that are given again with a cursor must be those of its first page. */
  private static void refuseOtherTimes(
      @Nullable Cursor cursor, Times times, AccountStates.Position at) {
    if (cursor != null
        && (differs(times.asOf(), at.point().asOf(), at)
            || differs(times.recordedAsOf(), at.point().recordedAsOf(), at))) {
      throw Refusal.invalid("after", "belongs to a list as of other times");
    }
  }

  private static boolean differs(@Nullable When given, Instant time, AccountStates.Position at) {
    AccountState standing = at.standing();
    return given != null && standing != null && !given.last(standing.zone()).equals(time);
  }
}
