package org.entitlementledger.projections.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.profile.ProfileEvent;
import org.entitlementledger.core.team.TeamEvent;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.follow.Projection;
import org.entitlementledger.projections.log.LoggedEvent;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps the tables {@code account} and {@code terms}. */
public final class AccountProjection implements Projection {
  private static final String TOUCH =
      "update account set version = ?, position = ? where account_id = ? and position < ?";
  private static final String KEEP_TERMS =
      Dialect.insertNew("terms", List.of("terms_id", "position", "terms"));

  private final JdbcOperations jdbc;
  private final String upsert;

  public AccountProjection(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    upsert = Dialect.of(jdbc).upsert("account", AccountDraft.KEYS, AccountDraft.REST);
  }

  @Override
  public void apply(List<LoggedEvent> events) {
    var byAccount = new TreeMap<String, List<LoggedEvent>>();
    for (LoggedEvent event : events) {
      byAccount.computeIfAbsent(event.accountId(), id -> new ArrayList<>()).add(event);
    }
    var touched = new ArrayList<Object[]>();
    var told = new LinkedHashMap<String, List<LoggedEvent>>();
    byAccount.forEach(
        (accountId, its) -> {
          if (its.stream().anyMatch(event -> tells(event.event()))) {
            told.put(accountId, its);
          } else {
            long position = its.getLast().position();
            touched.add(new Object[] {its.getLast().sequence() + 1, position, accountId, position});
          }
        });
    if (!touched.isEmpty()) {
      jdbc.batchUpdate(TOUCH, touched);
    }
    if (!told.isEmpty()) {
      fold(told);
    }
  }

  private static boolean tells(AccountEvent event) {
    return event instanceof ProfileEvent
        || event instanceof ContractEvent
        || event instanceof TeamEvent;
  }

  private void fold(Map<String, List<LoggedEvent>> told) {
    var pinned = new Pinned();
    var json = new AccountJson(pinned::keep, new TermsTable(jdbc)::get);
    Map<String, AccountDraft> drafts = read(told.keySet(), json);
    for (var one : told.entrySet()) {
      var draft =
          drafts.computeIfAbsent(one.getKey(), id -> AccountDraft.of(one.getValue().getFirst()));
      for (LoggedEvent event : one.getValue()) {
        pinned.position = event.position();
        draft.take(event, json);
      }
    }
    if (!pinned.rows.isEmpty()) {
      jdbc.batchUpdate(KEEP_TERMS, pinned.rows);
    }
    jdbc.batchUpdate(upsert, drafts.values().stream().map(draft -> draft.values(json)).toList());
  }

  private Map<String, AccountDraft> read(Collection<String> accountIds, AccountJson json) {
    var drafts = new TreeMap<String, AccountDraft>();
    jdbc.query(
        "select * from account where account_id = any(?)",
        row -> {
          var draft = AccountDraft.of(row, json);
          drafts.put(draft.accountId(), draft);
        },
        (Object) accountIds.toArray(String[]::new));
    return drafts;
  }

  /** The terms that a batch of events pins, each once, at the first position that does. */
  private static final class Pinned {
    private final Map<Terms, String> ids = new LinkedHashMap<>();
    private final List<Object[]> rows = new ArrayList<>();
    private long position;

    String keep(Terms terms) {
      return ids.computeIfAbsent(
          terms,
          fresh -> {
            String json = TermsTable.json(fresh);
            String id = TermsTable.idOf(json);
            rows.add(new Object[] {id, position, json});
            return id;
          });
    }
  }
}
