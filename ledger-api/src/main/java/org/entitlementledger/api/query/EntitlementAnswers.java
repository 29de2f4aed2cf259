package org.entitlementledger.api.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.json.AnyOf;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlement.Activity;
import org.entitlementledger.core.entitlement.Entitlement.Counted;
import org.entitlementledger.core.entitlement.Entitlement.Discount;
import org.entitlementledger.core.entitlement.Entitlement.Role;
import org.entitlementledger.core.entitlement.Entitlement.Support;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.projections.directory.DirectoryQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Entitlements as answers show them (API.md, "What is left"). */
@Component
public final class EntitlementAnswers {
  private final DirectoryQueries directory;

  EntitlementAnswers(DirectoryQueries directory) {
    this.directory = directory;
  }

  /** What an account has under one key, by its kind. */
  @AnyOf({Balance.class, DiscountAnswer.class, Support.class, RoleHeldAnswer.class, Activity.class})
  public interface AnyEntitlement {}

  /** All that an account has at one time. */
  record AllEntitlements(
      String accountId,
      @Nullable String tier,
      @Nullable String contractId,
      Instant asOf,
      Instant recordedAsOf,
      long position,
      @AnyOf(AnyEntitlement.class) List<ObjectNode> entitlements) {}

  /**
   * A discount.
   *
   * @param percent of the list price, as text
   */
  record DiscountAnswer(String entitlement, String kind, String percent) {}

  /**
   * A role.
   *
   * @param assignee absent where nobody fills it
   */
  record RoleHeldAnswer(
      String entitlement, String kind, boolean entitled, @Nullable Person assignee) {}

  /** Each by its kind, with the names of those who fill roles. */
  public List<ObjectNode> of(List<Entitlement> entitlements) {
    Map<String, Person> known = known(entitlements);
    return entitlements.stream().map(one -> one(one, known)).toList();
  }

  private static ObjectNode one(Entitlement entitlement, Map<String, Person> known) {
    return switch (entitlement) {
      case Counted counted -> Json.tree(counted.balance().abridged());
      case Discount discount ->
          Json.tree(
              new DiscountAnswer(
                  discount.entitlement(), discount.kind(), plain(discount.percent())));
      case Support support -> Json.tree(support);
      case Role role ->
          Json.tree(
              new RoleHeldAnswer(
                  role.entitlement(), role.kind(), role.entitled(), who(role, known)));
      case Activity activity -> Json.tree(activity);
    };
  }

  private static @Nullable Person who(Role role, Map<String, Person> known) {
    return role.assigneeId() == null ? null : Json.person(role.assigneeId(), known);
  }

  private static String plain(BigDecimal percent) {
    return percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString();
  }

  private Map<String, Person> known(List<Entitlement> entitlements) {
    var ids = new HashSet<String>();
    for (Entitlement entitlement : entitlements) {
      if (entitlement instanceof Role role && role.assigneeId() != null) {
        ids.add(role.assigneeId());
      }
    }
    return directory.persons(ids);
  }
}
