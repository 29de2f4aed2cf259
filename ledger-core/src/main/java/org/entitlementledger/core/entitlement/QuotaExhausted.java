package org.entitlementledger.core.entitlement;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.quota.Hold;
import org.entitlementledger.core.quota.Quota.Drawn;

/**
 * The refusal {@code quota-exhausted}: the balance, and the holds and resets that would free more.
 *
 * @param time the time of the refused draw
 * @param now the time at which holds are judged expired
 */
record QuotaExhausted(AccountState account, Entitled entitled, Instant time, Instant now) {
  /** The most holds that are named; {@code held} counts all. */
  private static final int MOST_HOLDS = 20;

  Refusal refusal(Quantity requested, Drawn drawn) {
    String key = entitled.terms().key();
    Quantity available = requested.minus(drawn.missing());
    List<Hold> holds = account.quota().holdsOn(entitled.promise(), time, now);
    Quantity held = Quantity.ZERO;
    for (Hold hold : holds) {
      held = held.plus(hold.quantity());
    }
    String left = "only %s of %s is available in this window".formatted(available, key);
    String more = held.isZero() ? "" : "; %s more is held, until it is released".formatted(held);
    return Refusal.of(Problem.QUOTA_EXHAUSTED, left + more)
        .with("entitlement", key)
        .with("requested", requested)
        .with("available", available)
        .with("held", held)
        .with("holds", holds.isEmpty() ? null : named(holds))
        .with("window", drawn.window())
        .with("resetsAt", account.resetsAt(entitled, drawn.window(), time));
  }

  /** Names the holds that expire first. */
  private static List<Map<String, Object>> named(List<Hold> holds) {
    return holds.stream()
        .sorted(Comparator.comparing(Hold::ends).thenComparing(Hold::holdId))
        .limit(MOST_HOLDS)
        .map(QuotaExhausted::named)
        .toList();
  }

  /**
   * Names a hold by the id that clients know. A hold that belongs to an item, such as a requested
   * accelerator, has the id {@code <noun>/<id>}.
   */
  private static Map<String, Object> named(Hold hold) {
    int slash = hold.holdId().indexOf('/');
    String noun = slash < 0 ? "hold" : hold.holdId().substring(0, slash);
    var facts = new LinkedHashMap<String, Object>();
    facts.put(noun + "Id", hold.holdId().substring(slash + 1));
    facts.put("quantity", hold.quantity());
    facts.put("expiresAt", hold.ends());
    return facts;
  }
}
