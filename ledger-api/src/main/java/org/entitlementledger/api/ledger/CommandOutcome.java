package org.entitlementledger.api.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.entitlementledger.core.kernel.Refusal;

/** The outcome of a command. */
public sealed interface CommandOutcome {
  /** It was accepted. */
  record Accepted(CommandResult result) implements CommandOutcome {}

  /**
   * It was refused.
   *
   * @param problem the slug
   * @param facts as the refusal gave them
   */
  record Refused(String problem, String detail, Map<String, Object> facts)
      implements CommandOutcome {
    public Refused {
      facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    static Refused of(Refusal refusal) {
      return new Refused(refusal.problem().slug(), refusal.detail(), refusal.facts());
    }
  }
}
