package org.entitlementledger.api.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.profile.ProfileEvent.AccountOpened;
import org.entitlementledger.core.voucher.VoucherEvent;
import org.entitlementledger.core.voucher.Vouchers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What is unique in the whole ledger (DESIGN.md, decision 5), as one batch sees it: what stands in
 * the table {@code claimed}, and what the commands before it in the batch have claimed.
 */
final class Claims implements Context.Claims {
  private static final String ACCOUNT = "account";

  private final JdbcOperations jdbc;
  private final List<Claim> fresh = new ArrayList<>();
  private final Set<Claim> freshOnes = new HashSet<>();

  private record Claim(String kind, String id) {}

  Claims(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public @Nullable String firstTaken(String kind, Collection<String> ids) {
    Set<String> stored =
        new HashSet<>(
            jdbc.queryForList(
                "select id from claimed where kind = ? and id = any (?)",
                String.class,
                kind,
                ids.toArray(String[]::new)));
    for (String id : ids) {
      if (stored.contains(id) || freshOnes.contains(new Claim(kind, id))) {
        return id;
      }
    }
    return null;
  }

  /** Claims what an accepted event makes unique. */
  void take(AccountEvent event) {
    switch (event) {
      case AccountOpened opened -> take(ACCOUNT, List.of(opened.accountId()));
      case VoucherEvent vouchers -> take(Vouchers.CLAIM, vouchers.newCodes());
      default -> {
        // everything else is unique in its account, which knows it
      }
    }
  }

  private void take(String kind, List<String> ids) {
    for (String id : ids) {
      Claim claim = new Claim(kind, id);
      fresh.add(claim);
      freshOnes.add(claim);
    }
  }

  /** Writes the batch's claims. */
  void write() {
    if (fresh.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        "insert into claimed (kind, id) values (?, ?)",
        fresh,
        fresh.size(),
        (insert, claim) -> {
          insert.setString(1, claim.kind());
          insert.setString(2, claim.id());
        });
  }
}
