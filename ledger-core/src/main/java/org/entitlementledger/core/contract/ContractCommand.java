package org.entitlementledger.core.contract;

import java.time.LocalDate;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** What one may ask about contracts. */
public sealed interface ContractCommand extends AccountCommand {

  /** Notes the tier that sales and the customer settled on before the purchase. */
  @StoredName("determine-tier")
  record DetermineTier(String accountId, String tier) implements ContractCommand {}

  /**
   * Buys a tier for a term. The quota clock starts on {@code startsOn}.
   *
   * @param startsOn the first day, which may lie ahead
   * @param until the day after the last; this or {@code termMonths}
   * @param termMonths 1–1200
   */
  @StoredName("purchase-contract")
  record PurchaseContract(
      String accountId,
      @Nullable String contractId,
      String tier,
      LocalDate startsOn,
      @Nullable LocalDate until,
      @Nullable Integer termMonths,
      @Nullable String orderReference,
      @Nullable Money price)
      implements ContractCommand {
    public PurchaseContract {
      Check.optionalId("contractId", contractId);
      Check.date("startsOn", startsOn);
      Check.optionalName("orderReference", orderReference);
      TermLength.check(until, termMonths);
      TermLength.end(startsOn, until, termMonths);
    }

    /** The day after the last. */
    public LocalDate end() {
      return TermLength.end(startsOn, until, termMonths);
    }
  }

  /**
   * Changes the tier inside the term; a downgrade takes effect at the renewal unless the policy
   * allows it at once, with approval.
   *
   * @param effectiveOn the first day of the new tier; now unless given
   */
  @StoredName("change-tier")
  record ChangeTier(
      String accountId, String contractId, String tier, @Nullable LocalDate effectiveOn)
      implements ContractCommand {
    public ChangeTier {
      if (effectiveOn != null) {
        Check.date("effectiveOn", effectiveOn);
      }
    }
  }

  /**
   * Makes the next term, a contract of its own with its own anchor, from the end of this one.
   *
   * @param predecessorId the contract that is renewed
   * @param contractId the next one's id
   * @param tier the downgrade that was asked for, else the old tier, unless given
   */
  @StoredName("renew-contract")
  record RenewContract(
      String accountId,
      String predecessorId,
      @Nullable String contractId,
      @Nullable String tier,
      @Nullable LocalDate until,
      @Nullable Integer termMonths,
      @Nullable String orderReference)
      implements ContractCommand {
    public RenewContract {
      Check.optionalId("contractId", contractId);
      Check.optionalName("orderReference", orderReference);
      TermLength.check(until, termMonths);
    }
  }

  /**
   * Ends the contract before its term is over.
   *
   * @param effectiveOn the first day without it, inside the term
   */
  @StoredName("terminate-contract")
  record TerminateContract(String accountId, String contractId, LocalDate effectiveOn)
      implements ContractCommand {
    public TerminateContract {
      Check.date("effectiveOn", effectiveOn);
    }
  }

  /** What takes back a plan, and takes effect now. */
  sealed interface Withdrawal extends ContractCommand {
    String contractId();
  }

  /** Takes back a contract that has not begun, and its renewals. Its term and id are free again. */
  @StoredName("withdraw-contract")
  record WithdrawContract(String accountId, String contractId) implements Withdrawal {}

  /**
   * Takes back a termination whose day has not come. The renewals that it withdrew are there again.
   */
  @StoredName("withdraw-termination")
  record WithdrawTermination(String accountId, String contractId) implements Withdrawal {}

  /**
   * Takes back the latest tier change that has not taken effect; where there is none, the downgrade
   * that was asked for.
   */
  @StoredName("withdraw-tier-change")
  record WithdrawTierChange(String accountId, String contractId) implements Withdrawal {}
}
