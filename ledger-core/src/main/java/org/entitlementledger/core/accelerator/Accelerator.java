package org.entitlementledger.core.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorStarted;
import org.entitlementledger.core.standing.Item;

/** One program: a goal, a start and a planned end. */
public record Accelerator(
    String acceleratorId,
    String theme,
    String goal,
    LocalDate startsOn,
    LocalDate plannedEnd,
    Instant occurredAt)
    implements Item {
  @Override
  public String id() {
    return acceleratorId;
  }

  @Override
  public String status(Instant now) {
    return "started";
  }

  /** The program after an event. */
  public static Accelerator after(AcceleratorEvent event) {
    return switch (event) {
      case AcceleratorStarted started ->
          new Accelerator(
              started.acceleratorId(),
              started.theme(),
              started.goal(),
              started.startsOn(),
              started.plannedEnd(),
              started.occurredAt());
    };
  }
}
