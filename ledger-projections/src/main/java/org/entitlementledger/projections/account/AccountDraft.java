package org.entitlementledger.projections.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.profile.Profile;
import org.entitlementledger.core.profile.ProfileEvent;
import org.entitlementledger.core.team.TeamEvent;
import org.entitlementledger.projections.account.AccountJson.Told;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code account} while it is folded. */
final class AccountDraft {
  private static final AccountJson JSON = AccountJson.withoutTerms();

  private final String accountId;
  private final long opened;
  private final List<Told> contracts;
  private final List<Told> team;
  private @Nullable Profile profile;
  private long version;
  private long position;

  private AccountDraft(String accountId, long opened, List<Told> contracts, List<Told> team) {
    this.accountId = accountId;
    this.opened = opened;
    this.contracts = new ArrayList<>(contracts);
    this.team = new ArrayList<>(team);
  }

  static AccountDraft of(LoggedEvent first) {
    return new AccountDraft(first.accountId(), first.position(), List.of(), List.of());
  }

  static AccountDraft of(ResultSet row) throws SQLException {
    var draft =
        new AccountDraft(
            row.getString("account_id"),
            row.getLong("opened"),
            JSON.read(row.getString("contracts")),
            JSON.read(row.getString("team")));
    draft.profile = new Profile(row.getString("name"), ZoneId.of(row.getString("zone")));
    draft.version = row.getLong("version");
    draft.position = row.getLong("position");
    return draft;
  }

  /** Takes an event. */
  void take(LoggedEvent event, AccountJson json) {
    reached(event);
    if (event.event() instanceof ProfileEvent told) {
      profile = Profile.apply(profile, told, Instant.MAX);
    } else if (event.event() instanceof ContractEvent) {
      contracts.add(json.told(event));
    } else if (event.event() instanceof TeamEvent) {
      team.add(json.told(event));
    }
  }

  /** Takes an event that tells nothing of what the row says. */
  void reached(LoggedEvent event) {
    version = event.sequence() + 1;
    position = event.position();
  }

  /** Whether it reflects the event at {@code at} already. */
  boolean reflects(long at) {
    return position >= at;
  }

  /** The values of the table's columns. */
  @Nullable Object[] values() {
    Profile known = Objects.requireNonNull(profile, "an account is opened first");
    return new @Nullable Object[] {
      accountId,
      version,
      opened,
      position,
      known.name(),
      known.zone().getId(),
      JSON.write(contracts),
      JSON.write(team)
    };
  }
}
