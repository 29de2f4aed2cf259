package org.entitlementledger.projections.account;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.profile.ProfileEvent;
import org.entitlementledger.core.team.TeamEvent;
import org.entitlementledger.projections.Bulk;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.follow.Projection;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps the tables {@code account} and {@code terms}. */
public final class AccountProjection implements Projection {
  private static final String TOUCH =
      "update account set version = ?, position = ? where account_id = ? and position < ?";
  private static final Bulk KEEP_TERMS =
      Bulk.insertNew(
          "terms",
          List.of(VARCHAR.named("terms_id"), BIGINT.named("position"), VARCHAR.named("terms")));

  private final JdbcOperations jdbc;
  private final Bulk upsert;

  public AccountProjection(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    upsert = Bulk.upsert(Dialect.of(jdbc), "account", AccountDraft.KEYS, AccountDraft.COLUMNS);
  }

  @Override
  public void apply(List<LoggedEvent> events) {
    var told = new TreeSet<String>();
    var last = new TreeMap<String, LoggedEvent>();
    for (LoggedEvent event : events) {
      last.put(event.accountId(), event);
      if (tells(event.event())) {
        told.add(event.accountId());
      }
    }
    last.keySet().removeAll(told);
    if (!last.isEmpty()) {
      jdbc.batchUpdate(TOUCH, last.values().stream().map(AccountProjection::touched).toList());
    }
    if (!told.isEmpty()) {
      fold(told, events);
    }
  }

  private static Object[] touched(LoggedEvent event) {
    long position = event.position();
    return new Object[] {event.sequence() + 1, position, event.accountId(), position};
  }

  private static boolean tells(AccountEvent event) {
    return event instanceof ProfileEvent
        || event instanceof ContractEvent
        || event instanceof TeamEvent;
  }

  private void fold(Set<String> accountIds, List<LoggedEvent> events) {
    var pinned = new Pinned();
    var json = new AccountJson(pinned::keep, new TermsTable(jdbc)::get);
    Map<String, AccountDraft> drafts = read(accountIds, json);
    for (LoggedEvent event : events) {
      if (accountIds.contains(event.accountId())) {
        pinned.position = event.position();
        drafts.computeIfAbsent(event.accountId(), id -> AccountDraft.of(event)).take(event, json);
      }
    }
    KEEP_TERMS.write(jdbc, pinned.rows);
    upsert.write(jdbc, drafts.values().stream().map(draft -> draft.values(json)).toList());
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
    private final List<@Nullable Object[]> rows = new ArrayList<>();
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
