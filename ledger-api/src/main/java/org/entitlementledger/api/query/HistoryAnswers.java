package org.entitlementledger.api.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.api.json.AnyOf;
import org.entitlementledger.api.query.EntitlementAnswers.AnyEntitlement;
import org.entitlementledger.api.web.request.QueryCursor;
import org.entitlementledger.core.AccountBasis;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.projections.directory.DirectoryQueries;
import org.entitlementledger.projections.history.AccountHistories;
import org.entitlementledger.projections.history.BitemporalPoint;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Histories as answers show them. */
@Component
final class HistoryAnswers {
  private final EntitlementAnswers entitlements;
  private final DirectoryQueries directory;

  HistoryAnswers(EntitlementAnswers entitlements, DirectoryQueries directory) {
    this.entitlements = entitlements;
    this.directory = directory;
  }

  /**
   * An account as it was, and a piece of the events that led there.
   *
   * @param account absent where the ledger did not know it yet
   * @param next absent on the last piece
   */
  record AccountHistory(
      String accountId,
      Instant asOf,
      Instant recordedAsOf,
      @Nullable AccountSummary account,
      @AnyOf(AnyEntitlement.class) List<ObjectNode> entitlements,
      List<HistoryEvent> items,
      @Nullable String next) {}

  /**
   * One of two states that are held against each other.
   *
   * @param account absent where the ledger did not know it yet
   */
  record Side(Instant asOf, Instant recordedAsOf, @Nullable AccountSummary account) {}

  /**
   * An entitlement that is not the same on both sides; absent on a side that does not have it.
   *
   * @param entitlement its key
   */
  record DifferentEntitlement(
      String entitlement,
      @AnyOf(AnyEntitlement.class) @Nullable ObjectNode one,
      @AnyOf(AnyEntitlement.class) @Nullable ObjectNode other) {}

  /**
   * What tells two states apart, and a piece of the events that only one of them counts.
   *
   * @param next absent on the last piece
   */
  record AccountDifference(
      String accountId,
      Side one,
      Side other,
      List<DifferentEntitlement> entitlements,
      List<HistoryEvent> items,
      @Nullable String next) {}

  AccountHistory of(String accountId, BitemporalPoint point, AccountHistories.History history) {
    return new AccountHistory(
        accountId,
        point.asOf(),
        point.recordedAsOf(),
        summary(history.account(), point),
        entitlements.of(List.copyOf(byKey(history.account(), point).values())),
        history.events().items().stream().map(event -> HistoryEvent.of(event, null)).toList(),
        QueryCursor.bound(history.events().next()));
  }

  AccountDifference of(
      String accountId,
      BitemporalPoint one,
      BitemporalPoint other,
      AccountHistories.Difference difference) {
    return new AccountDifference(
        accountId,
        side(difference.one(), one),
        side(difference.other(), other),
        different(byKey(difference.one(), one), byKey(difference.other(), other)),
        difference.events().items().stream()
            .map(event -> HistoryEvent.of(event.event(), event.countedByOther() ? "other" : "one"))
            .toList(),
        QueryCursor.bound(difference.events().next()));
  }

  private Side side(@Nullable AccountBasis account, BitemporalPoint point) {
    return new Side(point.asOf(), point.recordedAsOf(), summary(account, point));
  }

  private @Nullable AccountSummary summary(@Nullable AccountBasis account, BitemporalPoint point) {
    return account == null ? null : AccountSummary.of(account, directory::persons, point.asOf());
  }

  private static Map<String, Entitlement> byKey(
      @Nullable AccountBasis account, BitemporalPoint point) {
    var byKey = new LinkedHashMap<String, Entitlement>();
    if (account != null) {
      for (Entitlement entitlement : Entitlements.all(account.state(), point.asOf())) {
        byKey.put(entitlement.entitlement(), entitlement);
      }
    }
    return byKey;
  }

  private List<DifferentEntitlement> different(
      Map<String, Entitlement> one, Map<String, Entitlement> other) {
    var keys = new LinkedHashSet<>(one.keySet());
    keys.addAll(other.keySet());
    var different = new ArrayList<DifferentEntitlement>();
    for (String key : keys) {
      ObjectNode here = shown(one.get(key));
      ObjectNode there = shown(other.get(key));
      if (!Objects.equals(here, there) || sourcesDiffer(one.get(key), other.get(key))) {
        different.add(new DifferentEntitlement(key, here, there));
      }
    }
    return different;
  }

  /** Whether two balances that look alike differ in a source that neither of them shows. */
  private static boolean sourcesDiffer(@Nullable Entitlement one, @Nullable Entitlement other) {
    return one instanceof Entitlement.Counted here
        && other instanceof Entitlement.Counted there
        && !here.balance().sources().equals(there.balance().sources());
  }

  private @Nullable ObjectNode shown(@Nullable Entitlement one) {
    return one == null ? null : entitlements.of(List.of(one)).getFirst();
  }
}
