package org.entitlementledger.api.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.entitlementledger.api.ledger.Present;
import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.web.Await;
import org.entitlementledger.api.web.answer.OrNotFound;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.decision.ApprovalNeeded;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.EntitlementRules;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Balance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks whether something may be consumed, by the same rules that a command would meet. Changes
 * nothing.
 */
@Component
final class ConsumptionCheck {
  /** More decimals no entitlement has. */
  private static final int FINEST_SCALE = 12;

  private final Writer writer;
  private final Catalogue catalogue;

  ConsumptionCheck(Writer writer, Catalogue catalogue) {
    this.writer = writer;
    this.catalogue = catalogue;
  }

  /**
   * What a client wants to know.
   *
   * @param quantity 1 unless given
   * @param occurredAt when it would take effect, which may lie ahead; now unless given
   */
  record Wish(@Nullable BigDecimal quantity, @Nullable When occurredAt) {}

  /**
   * The answer.
   *
   * @param reason the slug of the problem that a command would meet, or {@code approval-required}
   *     where it would wait for another person
   * @param available absent without a limit, and where there is no window
   */
  record Possible(
      boolean allowed,
      @Nullable String reason,
      @Nullable Quantity available,
      @Nullable Window window,
      @Nullable Instant resetsAt) {}

  /** The answer, with the facts of the problem where there is one. */
  Map<String, Object> of(String accountId, String key, Wish wish) {
    String actor = Caller.present().actor();
    return Await.on(
        writer.ask(
            accountId,
            (account, present) -> answer(account, key, wish, context(wish, present, actor))));
  }

  /** What lies ahead is judged as of then, as a balance with that {@code asOf} is. */
  private Context asOfThen(Context context, Wish wish, Instant time) {
    return time.isAfter(context.now())
        ? context(wish, new Present(time, context.closedThrough()), context.actor())
        : context;
  }

  private Context context(Wish wish, Present present, String actor) {
    return new Context(
        present.now(),
        wish.occurredAt(),
        actor,
        null,
        null,
        null,
        catalogue,
        (kind, ids) -> null,
        NOTHING_NEW,
        false,
        present.closedThrough());
  }

  private static final Context.Fresh NOTHING_NEW =
      new Context.Fresh() {
        @Override
        public String id() {
          throw new IllegalStateException("a question makes nothing");
        }

        @Override
        public String voucherCode() {
          throw new IllegalStateException("a question makes nothing");
        }
      };

  private Map<String, Object> answer(Account account, String key, Wish wish, Context present) {
    AccountState standing =
        OrNotFound.account(account.exists() ? account : null, account.accountId()).state();
    Instant time = present.effectiveAt(standing.zone());
    Context context = asOfThen(present, wish, time);
    Contract contract = standing.contracts().inForce(time);
    EntitlementTerms terms = contract == null ? null : contract.termsAt(time).entitlement(key);
    EntitlementTerms counted = terms != null && terms.kind().counted() ? terms : null;
    Quantity quantity =
        Quantity.asked(
            "quantity",
            wish.quantity() == null ? BigDecimal.ONE : wish.quantity(),
            counted == null ? FINEST_SCALE : counted.counted().scale());
    Obstacle obstacle = obstacle(standing, key, terms, quantity, context);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("allowed", obstacle == null);
    if (obstacle != null) {
      answer.put("reason", obstacle.reason());
    }
    if (counted != null && contract != null) {
      Balance balance = standing.quota().balance(contract.promise(key), time, context.now());
      put(answer, "available", balance.available());
      answer.put("window", balance.window());
      var entitled = new AccountState.Entitled(contract, counted);
      put(answer, "resetsAt", standing.resetsAt(entitled, balance.window(), time));
    }
    if (obstacle != null) {
      obstacle.facts().forEach(answer::putIfAbsent);
    }
    return answer;
  }

  /** Why a command would not be done at once. */
  private record Obstacle(String reason, Map<String, Object> facts) {}

  private static @Nullable Obstacle obstacle(
      AccountState standing,
      String key,
      @Nullable EntitlementTerms terms,
      Quantity quantity,
      Context context) {
    Instant time = context.effectiveAt(standing.zone());
    Kind kind = terms == null ? Kind.UNITS : terms.kind();
    try {
      EntitlementRules rules = standing.rules(context);
      var entitled = rules.entitled(key, kind, time);
      rules.requireRoles(entitled, time);
      if (kind.counted()) {
        rules.draw(entitled, quantity, time);
      }
      return null;
    } catch (ApprovalNeeded needed) {
      return new Obstacle("approval-required", Map.of());
    } catch (Refusal refused) {
      return new Obstacle(refused.problem().slug(), refused.facts());
    }
  }

  private static void put(Map<String, Object> answer, String name, @Nullable Object value) {
    if (value != null) {
      answer.put(name, value);
    }
  }
}
