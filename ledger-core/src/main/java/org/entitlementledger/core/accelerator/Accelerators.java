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
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.ItemsById;
import org.pcollections.PMap;

/** The accelerators of one account (DOMAIN.md, "Life cycles"). */
public record Accelerators(ItemsById<Accelerator> items) {
  public static final String ENTITLEMENT = "accelerator";
  public static final Accelerators NONE =
      new Accelerators(ItemsById.none("an accelerator", "acceleratorId"));

  /** The same, by id. */
  public PMap<String, Accelerator> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<AcceleratorEvent> decide(
      AcceleratorCommand command, AccountState account, Context context) {
    var starts = new AcceleratorStart(items, account, context);
    var course = new AcceleratorCourse(items, account, context);
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

  /** The accelerators after an event. */
  public Accelerators apply(AcceleratorEvent event) {
    Accelerator before = items.find(event.acceleratorId());
    return new Accelerators(items.with(Accelerator.after(before, event)));
  }
}
