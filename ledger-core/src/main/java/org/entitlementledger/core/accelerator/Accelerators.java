package org.entitlementledger.core.accelerator;

import java.util.List;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CancelAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CheckAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CompleteAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.PauseAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ReachMilestone;
import org.entitlementledger.core.accelerator.AcceleratorCommand.RequestAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ResumeAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ScheduleAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartRequestedAccelerator;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
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
    var starts = new AcceleratorStart(this, standing, context);
    var course = new AcceleratorCourse(this, standing, context);
    return List.of(
        switch (command) {
          case RequestAccelerator request -> starts.request(request);
          case StartAccelerator start -> starts.start(start);
          case StartRequestedAccelerator start -> starts.startRequested(start);
          case ScheduleAccelerator schedule -> starts.schedule(schedule);
          case PauseAccelerator pause -> course.pause(pause);
          case ResumeAccelerator resume -> course.resume(resume);
          case CheckAccelerator check -> course.check(check);
          case ReachMilestone reach -> course.reach(reach);
          case CompleteAccelerator complete -> course.complete(complete);
          case CancelAccelerator cancel -> course.cancel(cancel);
        });
  }

  /**
   * The program with this id.
   *
   * @throws Refusal {@code not-found}
   */
  Accelerator get(String acceleratorId) {
    Accelerator known = byId.get(acceleratorId);
    if (known == null) {
      throw Refusal.of(Problem.NOT_FOUND, "the account has no accelerator with this id")
          .with("acceleratorId", acceleratorId);
    }
    return known;
  }

  void refuseTaken(String acceleratorId) {
    if (byId.containsKey(acceleratorId)) {
      throw Refusal.of(Problem.DUPLICATE, "the account has an accelerator with this id already")
          .with("acceleratorId", acceleratorId);
    }
  }

  /** The accelerators after an event. */
  public Accelerators apply(AcceleratorEvent event) {
    String id = event.acceleratorId();
    return new Accelerators(byId.plus(id, Accelerator.after(byId.get(id), event)));
  }
}
