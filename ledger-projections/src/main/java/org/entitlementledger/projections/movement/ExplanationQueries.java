package org.entitlementledger.projections.movement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.standing.Entitlement;
import org.entitlementledger.core.standing.Entitlements;
import org.entitlementledger.core.standing.Explanation;
import org.entitlementledger.core.standing.ExplanationLine;
import org.entitlementledger.core.standing.Standing;
import org.entitlementledger.core.standing.StatementLine.Place;
import org.entitlementledger.core.wire.LedgerJson;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.ContractHistory;
import org.entitlementledger.projections.history.Axes;
import org.entitlementledger.projections.log.Metadata;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Why the figures of a balance are what they are. */
public final class ExplanationQueries {
  private static final String TOLD =
      "select l.position, l.event_id, l.actor, l.metadata, p.requested_by, p.approved_by from log l"
          + " left join audit_approval p on p.position = l.position where l.position = any(?)";

  private final JdbcOperations jdbc;
  private final AccountQueries accounts;
  private final MovementQueries movements;

  public ExplanationQueries(
      JdbcOperations jdbc, AccountQueries accounts, MovementQueries movements) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.movements = movements;
  }

  /**
   * What is asked for.
   *
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  public record Question(
      String accountId,
      String entitlement,
      @Nullable When asOf,
      @Nullable When recordedAsOf,
      @Nullable String after,
      int limit) {}

  /**
   * Who caused an event, and why.
   *
   * @param requestedBy who asked for it, where another person had to approve it
   * @param approvedBy who did
   */
  public record Told(
      UUID eventId,
      String actor,
      @Nullable String reason,
      @Nullable String requestedBy,
      @Nullable String approvedBy) {}

  /**
   * The figures, and a piece of the lines that make them up.
   *
   * @param told by the positions of the lines' events
   */
  public record Explained(
      Balance balance, Axes axes, Page<ExplanationLine> lines, Map<Long, Told> told) {}

  /**
   * The figures at a pair of times and their lines, in the order in which they took effect; null
   * where there is no such account, or no contract in force that counts the entitlement.
   */
  public @Nullable Explained explain(Question question, Instant now) {
    ContractHistory history = accounts.contracts(question.accountId);
    if (history == null) {
      return null;
    }
    var all =
        new MovementQueries.Question(
            question.accountId,
            question.entitlement,
            question.asOf,
            question.recordedAsOf,
            null,
            question.after,
            question.limit);
    MovementQueries.Known known = movements.known(all, history, now);
    Axes axes = known.axes();
    Standing standing = known.standing();
    if (!(Entitlements.one(standing, question.entitlement, axes.asOf())
        instanceof Entitlement.Counted counted)) {
      return null;
    }
    Balance balance = counted.balance();
    Place after = MovementQueries.after(question.after, null);
    List<ExplanationLine> lines =
        Explanation.of(standing.contracts(), balance, axes.asOf(), known.movements()).stream()
            .filter(line -> line.place().compareTo(after) > 0)
            .limit(question.limit + 1L)
            .toList();
    Page<ExplanationLine> page =
        Page.of(
            lines, question.limit, known.position(), last -> MovementQueries.cursor(last.place()));
    return new Explained(balance, axes, page, told(page.items()));
  }

  private Map<Long, Told> told(List<ExplanationLine> lines) {
    Long[] positions =
        lines.stream()
            .map(ExplanationLine::recorded)
            .filter(Objects::nonNull)
            .map(recorded -> recorded.position())
            .distinct()
            .toArray(Long[]::new);
    var told = new HashMap<Long, Told>();
    jdbc.query(
        TOLD,
        row -> {
          told.put(row.getLong("position"), told(row));
        },
        (Object) positions);
    return told;
  }

  private static Told told(ResultSet row) throws SQLException {
    return new Told(
        row.getObject("event_id", UUID.class),
        row.getString("actor"),
        LedgerJson.mapper().readValue(row.getBytes("metadata"), Metadata.class).reason(),
        row.getString("requested_by"),
        row.getString("approved_by"));
  }
}
