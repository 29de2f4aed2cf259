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
 * The ids that must be unique in the whole ledger (DESIGN.md, decision 5), as one group commit sees
 * them: the rows of {@code claimed} and the claims of its earlier commands.
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
    // With a list of ids instead of the join, the index may be used for the kind alone.
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

  /** Claims the ids of an accepted event. */
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

  /** The claims as the commands of a group see them before it is accepted. */
  public Tentative ahead() {
    return new Tentative(this);
  }

  /** The claims including those of a group's earlier commands. */
  public static final class Tentative implements Context.TakenIds, CommandGroup.ClaimRecorder {
    private final IdClaims before;
    private final Set<Claim> ones = new HashSet<>();

    private Tentative(IdClaims before) {
      this.before = before;
    }

    /** Adds the claims of a command of the group. */
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

  /** Writes the claims of the group commit. */
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
