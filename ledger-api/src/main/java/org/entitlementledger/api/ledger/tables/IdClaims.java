package org.entitlementledger.api.ledger.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.axon.CommandGroup;
import org.entitlementledger.core.decision.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The ids that are unique in the whole ledger (DESIGN.md, decision 5), as one batch sees them: rows
 * of {@code claimed}, and claims of earlier commands in the batch.
 */
public final class IdClaims implements Context.TakenIds {
  private final JdbcOperations jdbc;
  private final List<Claim> fresh = new ArrayList<>();
  private final Set<Claim> freshOnes = new HashSet<>();

  private record Claim(String kind, String id) {}

  public IdClaims(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public @Nullable String firstTaken(String kind, Collection<String> ids) {
    // with a list of ids in place of the join, only the kind may be looked up
    Set<String> stored =
        new HashSet<>(
            jdbc.queryForList(
                "select id from claimed join unnest(cast(? as varchar array)) as wanted (one)"
                    + " on id = one where kind = ?",
                String.class,
                ids.toArray(String[]::new),
                kind));
    for (String id : ids) {
      if (stored.contains(id) || freshOnes.contains(new Claim(kind, id))) {
        return id;
      }
    }
    return null;
  }

  /** Claims what an accepted event makes unique. */
  public void take(AccountEvent event) {
    for (Claim claim : of(event)) {
      fresh.add(claim);
      freshOnes.add(claim);
    }
  }

  private static List<Claim> of(AccountEvent event) {
    ClaimedIds claimed = ClaimedIds.by(event);
    return claimed.ids().stream().map(id -> new Claim(claimed.kind(), id)).toList();
  }

  /** The same claims as the commands of one unit see them, before it is accepted. */
  public Tentative ahead() {
    return new Tentative(this);
  }

  /** What would be taken if the unit went on as it has begun. */
  public static final class Tentative implements Context.TakenIds, CommandGroup.ClaimRecorder {
    private final IdClaims before;
    private final Set<Claim> ones = new HashSet<>();

    private Tentative(IdClaims before) {
      this.before = before;
    }

    /** Takes what a command of the unit would claim. */
    @Override
    public void add(AccountEvent event) {
      ones.addAll(of(event));
    }

    @Override
    public @Nullable String firstTaken(String kind, Collection<String> ids) {
      String taken = before.firstTaken(kind, ids);
      for (String id : ids) {
        if (id.equals(taken) || ones.contains(new Claim(kind, id))) {
          return id;
        }
      }
      return null;
    }
  }

  /** Writes the batch's claims. */
  public void write() {
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
