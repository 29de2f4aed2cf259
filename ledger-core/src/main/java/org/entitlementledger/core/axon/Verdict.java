package org.entitlementledger.core.axon;

import java.util.List;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.Refusal;

/** How a decision is put into the answer of its command; called once for each. */
public interface Verdict {

  /**
   * The command was accepted.
   *
   * @param after the account with {@code events}
   */
  Object accepted(Account after, List<? extends AccountEvent> events);

  /** The command was refused: an answer too, so nothing is thrown or rolled back. */
  Object refused(Refusal refusal);
}
