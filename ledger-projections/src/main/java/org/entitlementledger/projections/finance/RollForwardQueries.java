package org.entitlementledger.projections.finance;

import java.time.Instant;
import org.entitlementledger.core.finance.RollForwardLine;
import org.entitlementledger.core.kernel.Days;
import org.jspecify.annotations.Nullable;

/** The lines of roll-forwards. */
public final class RollForwardQueries {
  private final BookedAccounts accounts;

  public RollForwardQueries(BookedAccounts accounts) {
    this.accounts = accounts;
  }

  /**
   * Which lines are asked for.
   *
   * @param period days in each account's zone
   * @param accountId of this account alone; of all for null
   * @param contractId of this contract alone; of all for null
   * @param entitlement of this one alone; of all for null
   */
  public record Question(
      Days period,
      @Nullable String accountId,
      @Nullable String contractId,
      @Nullable String entitlement) {
    private boolean holds(RollForwardLine line) {
      return (contractId == null || contractId.equals(line.line().contractId()))
          && (entitlement == null || entitlement.equals(line.line().entitlement()));
    }
  }

  /**
   * Gives the lines one by one: accounts in the order of their opening, in each the contracts in
   * the order of their terms, entitlements by key, and unit values.
   *
   * @param position of the last event that counts
   * @param now the ledger's: a period that has not ended shows what has happened by then
   */
  public <E extends Exception> void lines(
      Question question, long position, Instant now, Taker<E> taker) throws E {
    accounts.read(
        question.accountId(),
        position,
        account -> {
          for (RollForwardLine line : account.rollForward(question.period(), now).lines()) {
            if (question.holds(line)) {
              taker.take(line);
            }
          }
        });
  }

  /** Takes lines one by one. */
  @FunctionalInterface
  public interface Taker<E extends Exception> {
    /** Takes one. */
    void take(RollForwardLine line) throws E;
  }
}
