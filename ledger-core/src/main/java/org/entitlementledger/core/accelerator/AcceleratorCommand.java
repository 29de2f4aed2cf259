package org.entitlementledger.core.accelerator;

import java.time.LocalDate;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.jspecify.annotations.Nullable;

/** What one may ask about accelerators. */
public sealed interface AcceleratorCommand extends AccountCommand {

  /**
   * Starts a program, which consumes one accelerator of the contract year of its start date.
   *
   * @param startsOn the day of its start; that of {@code occurredAt} unless given
   */
  record StartAccelerator(
      String accountId,
      @Nullable String acceleratorId,
      String theme,
      String goal,
      @Nullable LocalDate startsOn)
      implements AcceleratorCommand {
    public StartAccelerator {
      Check.optionalId("acceleratorId", acceleratorId);
      Check.name("theme", theme);
      Check.text("goal", goal);
      if (startsOn != null) {
        Check.date("startsOn", startsOn);
      }
    }
  }
}
