package org.entitlementledger.projections.audit;

import java.time.Instant;
import org.entitlementledger.core.kernel.Check;
import org.jspecify.annotations.Nullable;

/**
 * Which refused attempts are asked for; what is absent does not narrow.
 *
 * @param kind the slug of the problem
 * @param from inclusive
 * @param to exclusive
 */
public record RefusalFilter(
    @Nullable String account,
    @Nullable String actor,
    @Nullable String kind,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** Refuses a reversed range. */
  public RefusalFilter {
    Check.range("from", from, "to", to);
  }

  Conditions conditions() {
    return new Conditions()
        .and("account_id = ?", account)
        .and("actor = ?", actor)
        .and("problem = ?", kind)
        .and("refused_at >= ?", from)
        .and("refused_at < ?", to);
  }
}
