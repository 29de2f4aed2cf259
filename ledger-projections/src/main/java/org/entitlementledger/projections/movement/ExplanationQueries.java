package org.entitlementledger.projections.movement;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.statement.Explanation;
import org.entitlementledger.core.statement.ExplanationLine;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.ContractCauses;
import org.entitlementledger.projections.account.ContractHistory;
import org.entitlementledger.projections.history.BitemporalPoint;
import org.entitlementledger.projections.movement.CauseQueries.Cause;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Why the figures of a balance are what they are. */
public final class ExplanationQueries {
  private final CauseQueries causes;
  private final AccountQueries accounts;
  private final MovementQueries movements;

  public ExplanationQueries(
      JdbcOperations jdbc, AccountQueries accounts, MovementQueries movements) {
    causes = new CauseQueries(jdbc);
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
   * The figures, and a piece of the lines that make them up.
   *
   * @param position the last event that was looked at
   */
  public record Explained(
      Balance balance, BitemporalPoint point, long position, Page<CausedLine> lines) {}

  /**
   * A line.
   *
   * @param cause the event that it follows from; absent where time alone, or the purchase of the
   *     contract, explains it
   */
  public record CausedLine(ExplanationLine line, @Nullable Cause cause) {
    /** The position of the event; absent where there is none. */
    public @Nullable Long position() {
      var recorded = line.recorded();
      return recorded == null ? map(Cause::position) : Long.valueOf(recorded.position());
    }

    /** The event's logical name. */
    public @Nullable String type() {
      var recorded = line.recorded();
      return recorded == null ? map(Cause::type) : recorded.type();
    }

    /** When the event was recorded. */
    public @Nullable Instant recordedAt() {
      var recorded = line.recorded();
      return recorded == null ? map(Cause::recordedAt) : recorded.recordedAt();
    }

    private <T> @Nullable T map(Function<Cause, T> part) {
      return cause == null ? null : part.apply(cause);
    }
  }

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
    BitemporalPoint point = known.point();
    AccountState standing = known.standing();
    if (!(Entitlements.one(standing, question.entitlement, point.asOf())
        instanceof Entitlement.Counted counted)) {
      return null;
    }
    Balance balance = counted.balance();
    Place after = MovementQueries.after(question.after, null);
    List<ExplanationLine> lines =
        Explanation.of(standing.contracts(), balance, point.asOf(), known.movements()).stream()
            .filter(line -> line.place().compareTo(after) > 0)
            .limit(question.limit + 1L)
            .toList();
    Page<ExplanationLine> page =
        Page.of(
            lines, question.limit, known.position(), last -> MovementQueries.cursor(last.place()));
    ContractCauses contracts = history.causes(known.position(), point.recordedAsOf());
    return new Explained(
        balance, point, known.position(), causes.of(question.accountId, page, contracts));
  }
}
