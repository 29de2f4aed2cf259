package org.entitlementledger.core.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.kernel.Money;
import org.jspecify.annotations.Nullable;

/** What may have happened to contracts. */
public sealed interface ContractEvent extends AccountEvent {

  /** A tier was bought; its terms are pinned here. */
  record ContractPurchased(
      Instant occurredAt,
      String contractId,
      LocalDate startsOn,
      LocalDate until,
      @Nullable String orderReference,
      @Nullable Money price,
      Terms terms)
      implements ContractEvent {
    @Override
    public List<String> itemIds() {
      return List.of(contractId);
    }
  }
}
