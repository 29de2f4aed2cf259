package org.entitlementledger.core.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.accelerator.AcceleratorCommand.RequestAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ScheduleAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartRequestedAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorRequested;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorScheduled;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorStarted;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;

/** The rules up to the start of a program (DOMAIN.md, "Life cycles": accelerator). */
record AcceleratorStart(ItemsById<Accelerator> programs, AccountState account, Context context) {

  AcceleratorRequested request(RequestAccelerator command) {
    Instant startsAt = startsAt(command.startsOn());
    String acceleratorId = programs.newId(command.acceleratorId(), context);
    if (command.startsOn() == null) {
      context.refuseAhead(startsAt);
    }
    Instant askedAt = context.notAfterNow(startsAt);
    Entitled entitled = entitled(askedAt);
    Instant ends = entitled.contract().term().end();
    List<Movement> draws =
        account.rules(context).drawWithinLimit(Movement.Kind.HELD, entitled, Quantity.ONE, askedAt);
    return new AcceleratorRequested(
        askedAt,
        acceleratorId,
        command.theme(),
        command.goal(),
        command.startsOn(),
        draws.stream()
            .map(draw -> draw.holding(AcceleratorHold.id(acceleratorId), ends, true))
            .toList());
  }

  AcceleratorScheduled schedule(ScheduleAccelerator command) {
    Instant day = context.notAfterNow(startsAt(command.startsOn()));
    Accelerator program = programs.require(command.acceleratorId());
    Instant time = moment(program).onDay("startsOn", command.startsOn(), day);
    moment(program).require(time, AcceleratorStep.SCHEDULE);
    return new AcceleratorScheduled(time, program.acceleratorId(), command.startsOn());
  }

  AcceleratorStarted start(StartAccelerator command) {
    Instant startsAt = startsAt(command.startsOn());
    String acceleratorId = programs.newId(command.acceleratorId(), context);
    Entitled entitled = entitled(startsAt);
    account.rules(context).requireRoles(entitled, startsAt);
    List<Movement> draws = account.rules(context).draw(entitled, Quantity.ONE, startsAt);
    return started(acceleratorId, command.theme(), command.goal(), startsAt, entitled, draws);
  }

  /** Decides the draw after releasing the hold, so that it may take the held unit. */
  AcceleratorStarted startRequested(StartRequestedAccelerator command) {
    Instant startsAt = startsAt(command.startsOn());
    Accelerator program = programs.require(command.acceleratorId());
    LocalDate startsOn = account.zone().dayOf(startsAt);
    Instant from = moment(program).onDay("startsOn", startsOn, startsAt);
    Entitled entitled = entitled(startsAt);
    moment(program).require(from, AcceleratorStep.START);
    account.rules(context).requireRoles(entitled, startsAt);
    List<Movement> released = AcceleratorHold.release(program, startsAt, account, context);
    AccountState free = account.moved(released);
    var movements = new ArrayList<>(released);
    movements.addAll(free.rules(context).draw(entitled, Quantity.ONE, startsAt));
    return started(
        program.acceleratorId(), program.theme(), program.goal(), startsAt, entitled, movements);
  }

  private AcceleratorStarted started(
      String acceleratorId,
      String theme,
      String goal,
      Instant startsAt,
      Entitled entitled,
      List<Movement> movements) {
    LocalDate startsOn = account.zone().dayOf(startsAt);
    var rules = Objects.requireNonNull(entitled.terms().program(), "a program has a length");
    return new AcceleratorStarted(
        startsAt,
        acceleratorId,
        theme,
        goal,
        startsOn,
        startsOn.plus(rules.length()),
        startsOn.plus(rules.returnWithin()),
        List.copyOf(movements));
  }

  private Instant startsAt(@Nullable LocalDate startsOn) {
    When own = startsOn == null ? null : new When.On(startsOn);
    return context.effectiveAt("startsOn", own, account.zone());
  }

  private Entitled entitled(Instant time) {
    return account.rules(context).entitled(Accelerators.ENTITLEMENT, Kind.PROGRAM, time);
  }

  private AcceleratorMoment moment(Accelerator program) {
    return new AcceleratorMoment(program, account);
  }
}
