package org.entitlementledger.api.command;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.entitlementledger.api.json.RecordShape;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartRequestedAccelerator;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogScheduledProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.RecordProgressCallNoShow;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverScheduledRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.RecordRoiReviewNoShow;
import org.entitlementledger.core.usage.UsageCommand.RecordUsage;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverScheduledWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.RecordWorkshopNoShow;
import org.jspecify.annotations.Nullable;

/** Which refusals a command may meet beside those of every request, for the OpenAPI document. */
final class CommandProblems {
  private static final Set<Slug> OF_ALL =
      EnumSet.of(
          Slug.VERSION_CONFLICT,
          Slug.FUTURE_DATED,
          Slug.BOOKS_CLOSED,
          Slug.BACKDATING_LIMIT,
          Slug.IDEMPOTENCY_CONFLICT);

  private static final Set<Slug> ENTITLED =
      EnumSet.of(Slug.NO_CONTRACT_IN_FORCE, Slug.NOT_ENTITLED, Slug.INVALID_TRANSITION);

  /** By capability, the last word of the command's package. */
  private static final Map<String, Set<Slug>> BY_CAPABILITY =
      Map.ofEntries(
          Map.entry("accelerator", ENTITLED),
          Map.entry("adjustment", ENTITLED),
          Map.entry("advisory", ENTITLED),
          Map.entry("approval", EnumSet.range(Slug.VERSION_CONFLICT, Slug.QUOTA_EXHAUSTED)),
          Map.entry("contract", EnumSet.of(Slug.CONTRACT_OVERLAP, Slug.INVALID_TRANSITION)),
          Map.entry("education", ENTITLED),
          Map.entry("grant", ENTITLED),
          Map.entry("hold", ENTITLED),
          Map.entry("profile", EnumSet.noneOf(Slug.class)),
          Map.entry("progresscall", ENTITLED),
          Map.entry("risk", ENTITLED),
          Map.entry("roireview", ENTITLED),
          Map.entry("support", ENTITLED),
          Map.entry("team", ENTITLED),
          Map.entry("usage", ENTITLED),
          Map.entry("voucher", ENTITLED),
          Map.entry("workshop", ENTITLED));

  /** They draw from a balance, or take what may have been drawn from. */
  private static final Pattern DRAWS = Pattern.compile("(?!Void|Reverse|Cancel|Release|Reject).*");

  private static final Pattern CORRECTS = Pattern.compile("(Void|Reverse).*");

  /** Commands that consume what may have the policy {@code overage: approve}. */
  private static final Set<Class<?>> CONSUME =
      Set.of(
          StartAccelerator.class,
          StartRequestedAccelerator.class,
          IssueVoucher.class,
          LogProgressCall.class,
          LogScheduledProgressCall.class,
          RecordProgressCallNoShow.class,
          DeliverRoiReview.class,
          DeliverScheduledRoiReview.class,
          RecordRoiReviewNoShow.class,
          DeliverWorkshop.class,
          DeliverScheduledWorkshop.class,
          RecordWorkshopNoShow.class,
          RecordUsage.class);

  /** They decide what another person requested. */
  private static final Pattern SETTLES = Pattern.compile("(Approve|Reject)(Adjustment|Pending)");

  private CommandProblems() {}

  static Set<Slug> of(Class<? extends AccountCommand> command) {
    String name = command.getSimpleName();
    Set<Slug> slugs = EnumSet.copyOf(OF_ALL);
    String capability = command.getPackageName().replaceFirst(".*\\.", "");
    slugs.addAll(Objects.requireNonNull(BY_CAPABILITY.get(capability), capability));
    if (mayMeetTakenId(command)) {
      slugs.add(Slug.DUPLICATE);
    }
    if (CORRECTS.matcher(name).matches()) {
      slugs.add(Slug.ALREADY_CORRECTED);
    }
    boolean moves = OpenApiAnswers.WITH_BALANCE.matcher(name + "Answer").matches();
    if (moves && DRAWS.matcher(name).matches()) {
      slugs.add(Slug.QUOTA_EXHAUSTED);
    }
    slugs.removeAll(EnumSet.of(Slug.SELF_APPROVAL, Slug.ROLLED_BACK));
    return slugs;
  }

  /** Whether it may be answered with 202. */
  static boolean mayWait(@Nullable Class<? extends AccountCommand> command) {
    return command == ChangeTier.class || (command != null && CONSUME.contains(command));
  }

  /** Whether it is for another person than the one who asked. */
  static boolean settles(@Nullable Class<? extends AccountCommand> command) {
    return command != null && SETTLES.matcher(command.getSimpleName()).matches();
  }

  /** Its client chooses an id, or it may wait for approval under the id that it names. */
  private static boolean mayMeetTakenId(Class<? extends AccountCommand> command) {
    return command == OpenAccount.class
        || mayWait(command)
        || RecordShape.of(command).parts().stream()
            .anyMatch(part -> part.name().matches("\\w+Id|codes") && part.optional());
  }
}
