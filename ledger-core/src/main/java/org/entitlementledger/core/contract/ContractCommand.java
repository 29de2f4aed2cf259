package org.entitlementledger.core.contract;

import java.time.LocalDate;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** What one may ask about contracts. */
public sealed interface ContractCommand extends AccountCommand {

  /**
   * Buys a tier for a term. The quota clock starts on {@code startsOn}.
   *
   * @param startsOn the first day, which may lie ahead
   * @param until the day after the last; this or {@code termMonths}
   * @param termMonths 1–1200
   */
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
    private static final int MOST_MONTHS = 1_200;

    public PurchaseContract {
      Check.optionalId("contractId", contractId);
      Check.date("startsOn", startsOn);
      Check.optionalName("orderReference", orderReference);
      if ((until == null) == (termMonths == null)) {
        throw Refusal.invalid("until", "give either until or termMonths");
      }
      if (until != null) {
        Check.date("until", until);
      }
      if (termMonths != null && (termMonths < 1 || termMonths > MOST_MONTHS)) {
        throw Refusal.invalid("termMonths", "must be 1 to " + MOST_MONTHS);
      }
      Check.date("until", end(startsOn, until, termMonths));
      if (!end(startsOn, until, termMonths).isAfter(startsOn)) {
        throw Refusal.invalid("until", "must be after startsOn: it is the day after the last");
      }
      if (end(startsOn, until, termMonths).isAfter(startsOn.plusMonths(MOST_MONTHS))) {
        throw Refusal.invalid("until", "a term has at most 100 years");
      }
    }

    /** The day after the last. */
    public LocalDate end() {
      return end(startsOn, until, termMonths);
    }

    private static LocalDate end(
        LocalDate startsOn, @Nullable LocalDate until, @Nullable Integer termMonths) {
      return until != null
          ? until
          : startsOn.plusMonths(termMonths == null ? 0 : termMonths.longValue());
    }
  }
}
