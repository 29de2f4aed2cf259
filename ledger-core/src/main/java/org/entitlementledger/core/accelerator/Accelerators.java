package org.entitlementledger.core.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorStarted;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.standing.Standing;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The accelerators of one account (DOMAIN.md, "Life cycles"). */
public record Accelerators(PMap<String, Accelerator> byId) {
  public static final String ENTITLEMENT = "accelerator";
  public static final Accelerators NONE = new Accelerators(HashTreePMap.empty());

  /** The rules of this capability. */
  public List<AcceleratorEvent> decide(
      AcceleratorCommand command, Standing standing, Context context) {
    return switch (command) {
      case StartAccelerator start -> List.of(start(start, standing, context));
    };
  }

  private AcceleratorStarted start(StartAccelerator command, Standing standing, Context context) {
    When own = command.startsOn() == null ? null : new When.On(command.startsOn());
    Instant startsAt = context.effectiveAt("startsOn", own, standing.zone());
    String acceleratorId = context.idOr(command.acceleratorId());
    if (byId.containsKey(acceleratorId)) {
      throw Refusal.of(Problem.DUPLICATE, "the account has an accelerator with this id already")
          .with("acceleratorId", acceleratorId);
    }
    var entitled = standing.entitled(ENTITLEMENT, Kind.PROGRAM, startsAt, context);
    standing.requireRoles(entitled, startsAt, context);
    List<Movement> draws = standing.draw(entitled, Quantity.ONE, startsAt);
    LocalDate startsOn = When.dayOf(startsAt, standing.zone());
    var program = Objects.requireNonNull(entitled.terms().program(), "a program has a length");
    return new AcceleratorStarted(
        startsAt,
        acceleratorId,
        command.theme(),
        command.goal(),
        startsOn,
        startsOn.plus(program.length()),
        draws);
  }

  /** The accelerators after an event. */
  public Accelerators apply(AcceleratorEvent event) {
    return new Accelerators(byId.plus(event.acceleratorId(), Accelerator.after(event)));
  }
}
