package org.entitlementledger.projections.account;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.contract.ContractEvent.ContractRenewed;
import org.entitlementledger.core.contract.ContractEvent.TierChanged;
import org.entitlementledger.core.profile.ProfileEvent;
import org.entitlementledger.core.team.TeamEvent;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Projection;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Rows;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;

/** Keeps the tables {@code account} and {@code terms}. */
public final class AccountProjection implements Projection {
  private static final Table<AccountDraft> ACCOUNT =
      new Table<>(
          "account",
          List.of(
              VARCHAR.named("account_id"),
              BIGINT.named("version"),
              BIGINT.named("opened"),
              BIGINT.named("position"),
              VARCHAR.named("name"),
              VARCHAR.named("zone"),
              VARCHAR.named("contracts"),
              VARCHAR.named("team")),
          1,
          AccountDraft::of,
          AccountDraft::values);

  private static final Table<@Nullable Object[]> TERMS =
      Table.plain(
          "terms",
          List.of(VARCHAR.named("terms_id"), BIGINT.named("position"), VARCHAR.named("terms")),
          1);

  private final TermsForms forms = new TermsForms();
  private final AccountJson json = AccountJson.writing(terms -> forms.of(terms).id());

  @Override
  public List<Table<?>> tables() {
    return List.of(ACCOUNT, TERMS);
  }

  /** Most events change nothing of an account but how far it has come. */
  private static boolean tells(AccountEvent event) {
    return event instanceof ProfileEvent
        || event instanceof ContractEvent
        || event instanceof TeamEvent;
  }

  @Override
  public void reads(LoggedEvent event, Reads reads) {
    if (tells(event.event())) {
      reads.row(ACCOUNT, Key.of(event.accountId()));
    }
  }

  @Override
  public void apply(LoggedEvent event, Rows rows) {
    Key key = Key.of(event.accountId());
    if (!tells(event.event())) {
      rows.update(ACCOUNT, key, new Reached(event));
      return;
    }
    AccountDraft found = rows.get(ACCOUNT, key);
    AccountDraft draft = found == null ? AccountDraft.of(event) : found;
    if (!draft.reflects(event.position())) {
      draft.take(event, json);
      rows.put(ACCOUNT, key, draft);
      keep(pinned(event.event()), event.position(), rows);
    }
  }

  /** Terms that are kept already stay, with the first position that pinned them. */
  private void keep(@Nullable Terms terms, long position, Rows rows) {
    if (terms != null) {
      TermsForms.Form form = forms.of(terms);
      rows.add(TERMS, Key.of(form.id()), new Object[] {form.id(), position, form.json()});
    }
  }

  private static @Nullable Terms pinned(AccountEvent event) {
    return switch (event) {
      case ContractPurchased bought -> bought.terms();
      case ContractRenewed renewed -> renewed.terms();
      case TierChanged changed -> changed.terms();
      default -> null;
    };
  }

  /** An account has come to an event. */
  private record Reached(LoggedEvent event) implements Rows.Update<AccountDraft> {
    @Override
    public String sql() {
      return "update account set version = ?, position = ? where account_id = ? and position < ?";
    }

    @Override
    public List<Object> parameters() {
      long position = event.position();
      return List.of(event.sequence() + 1, position, event.accountId(), position);
    }

    @Override
    public AccountDraft apply(AccountDraft draft) {
      if (!draft.reflects(event.position())) {
        draft.reached(event);
      }
      return draft;
    }
  }
}
