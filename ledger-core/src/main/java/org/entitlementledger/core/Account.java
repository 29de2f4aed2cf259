package org.entitlementledger.core;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.entitlementledger.core.accelerator.AcceleratorCommand;
import org.entitlementledger.core.accelerator.AcceleratorEvent;
import org.entitlementledger.core.accelerator.Accelerators;
import org.entitlementledger.core.adjustment.AdjustmentCommand;
import org.entitlementledger.core.adjustment.AdjustmentEvent;
import org.entitlementledger.core.adjustment.Adjustments;
import org.entitlementledger.core.advisory.AdvisoryActivities;
import org.entitlementledger.core.advisory.AdvisoryCommand;
import org.entitlementledger.core.advisory.AdvisoryEvent;
import org.entitlementledger.core.approval.ApprovalCommand;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.approval.ApprovalCommand.RejectPending;
import org.entitlementledger.core.approval.ApprovalEvent;
import org.entitlementledger.core.approval.Approvals;
import org.entitlementledger.core.approval.Pending;
import org.entitlementledger.core.contract.ContractCommand;
import org.entitlementledger.core.contract.ContractRules;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.decision.ApprovalNeeded;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.education.EducationCommand;
import org.entitlementledger.core.education.EducationEvent;
import org.entitlementledger.core.education.EducationOrders;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.grant.GrantCommand;
import org.entitlementledger.core.grant.GrantEvent;
import org.entitlementledger.core.grant.TopUps;
import org.entitlementledger.core.hold.HoldCommand;
import org.entitlementledger.core.hold.HoldEvent;
import org.entitlementledger.core.hold.Reservations;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.profile.Profile;
import org.entitlementledger.core.profile.ProfileCommand;
import org.entitlementledger.core.progresscall.ProgressCallCommand;
import org.entitlementledger.core.progresscall.ProgressCallEvent;
import org.entitlementledger.core.progresscall.ProgressCalls;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.risk.RiskCommand;
import org.entitlementledger.core.risk.RiskEvent;
import org.entitlementledger.core.risk.Risks;
import org.entitlementledger.core.roireview.RoiReviewCommand;
import org.entitlementledger.core.roireview.RoiReviewEvent;
import org.entitlementledger.core.roireview.RoiReviews;
import org.entitlementledger.core.support.SupportCommand;
import org.entitlementledger.core.support.SupportEvent;
import org.entitlementledger.core.support.Tickets;
import org.entitlementledger.core.team.Team;
import org.entitlementledger.core.team.TeamCommand;
import org.entitlementledger.core.usage.UsageCommand;
import org.entitlementledger.core.usage.UsageEvent;
import org.entitlementledger.core.usage.Usages;
import org.entitlementledger.core.voucher.VoucherCommand;
import org.entitlementledger.core.voucher.VoucherEvent;
import org.entitlementledger.core.voucher.Vouchers;
import org.entitlementledger.core.workshop.WorkshopCommand;
import org.entitlementledger.core.workshop.WorkshopEvent;
import org.entitlementledger.core.workshop.Workshops;
import org.jspecify.annotations.Nullable;

/**
 * A customer account, as a pure immutable value: {@link #decide} turns commands into events, {@link
 * #apply} folds events.
 *
 * @param version the number of its events
 * @param profile absent until it is opened
 */
public record Account(
    String accountId,
    long version,
    @Nullable Profile profile,
    Contracts contracts,
    Team team,
    Quota quota,
    Accelerators accelerators,
    Vouchers vouchers,
    Tickets tickets,
    EducationOrders educationOrders,
    ProgressCalls progressCalls,
    RoiReviews roiReviews,
    Workshops workshops,
    AdvisoryActivities advisoryActivities,
    Risks risks,
    Usages usages,
    TopUps topUps,
    Reservations reservations,
    Adjustments adjustments,
    Approvals approvals) {

  /** The account before its first event. */
  public static Account unopened(String accountId) {
    return new Account(
        accountId,
        0,
        null,
        Contracts.NONE,
        Team.NOBODY,
        Quota.EMPTY,
        Accelerators.NONE,
        Vouchers.NONE,
        Tickets.NONE,
        EducationOrders.NONE,
        ProgressCalls.NONE,
        RoiReviews.NONE,
        Workshops.NONE,
        AdvisoryActivities.NONE,
        Risks.NONE,
        Usages.NONE,
        TopUps.NONE,
        Reservations.NONE,
        Adjustments.NONE,
        Approvals.NONE);
  }

  /**
   * Decides a command; returns its events, possibly none.
   *
   * @throws Refusal where the rules do not allow it
   */
  public List<AccountEvent> decide(AccountCommand command, Context context) {
    return decideAndApply(command, context).events();
  }

  /**
   * Decides a command and returns the account after its events too, which a decision folds anyway.
   */
  public Decision decideAndApply(AccountCommand command, Context context) {
    Set<Long> expected = context.expectedVersions();
    boolean stale = expected != null && !expected.contains(version);
    try {
      Decision decision = Decision.of(this, decided(command, context), context.now());
      if (!stale) {
        return decision;
      }
    } catch (Refusal refusal) {
      if (!stale || refusal.problem().compareTo(Problem.VERSION_CONFLICT) < 0) {
        throw refusal;
      }
    }
    throw Refusal.of(Problem.VERSION_CONFLICT, "the account has changed: read it again")
        .with("version", version);
  }

  private List<? extends AccountEvent> decided(AccountCommand command, Context context) {
    Refusal taken = approvals.awaitedAlready(command);
    try {
      List<? extends AccountEvent> events =
          OpenBooks.require(this, byCapability(command, context), context);
      if (taken == null) {
        return events;
      }
    } catch (ApprovalNeeded needed) {
      if (taken == null) {
        return List.of(Approvals.request(command, needed, context));
      }
    } catch (Refusal refusal) {
      throw taken == null || refusal.problem().compareTo(taken.problem()) < 0 ? refusal : taken;
    }
    throw taken;
  }

  List<? extends AccountEvent> byCapability(AccountCommand command, Context context) {
    if (profile == null && !(command instanceof ProfileCommand.OpenAccount)) {
      throw UnopenedAccount.refusal(this, command, context);
    }
    return switch (command) {
      case ProfileCommand profiles -> Profile.decide(profiles, profile, context);
      case ContractCommand bought ->
          new ContractRules(
                  contracts, AccountUses.standing(this, context.now()), localTime(), context)
              .decide(bought);
      case TeamCommand people -> team.decide(people, contracts, localTime(), context);
      case AcceleratorCommand programs -> accelerators.decide(programs, state(), context);
      case VoucherCommand codes -> vouchers.decide(codes, state(), context);
      case SupportCommand support -> tickets.decide(support, state(), context);
      case EducationCommand orders -> educationOrders.decide(orders, state(), context);
      case ProgressCallCommand calls -> progressCalls.decide(calls, state(), context);
      case RoiReviewCommand reviews -> roiReviews.decide(reviews, state(), context);
      case WorkshopCommand workshop ->
          workshops.decide(workshop, accelerators.byId().keySet(), state(), context);
      case AdvisoryCommand advice -> advisoryActivities.decide(advice, state(), context);
      case RiskCommand risk -> risks.decide(risk, state(), context);
      case UsageCommand units -> usages.decide(units, state(), context);
      case GrantCommand grants -> topUps.decide(grants, state(), context);
      case HoldCommand holds -> reservations.decide(holds, state(), context);
      case AdjustmentCommand corrections -> adjustments.decide(corrections, state(), context);
      case ApprovalCommand approval -> settle(approval, context);
    };
  }

  private List<? extends AccountEvent> settle(ApprovalCommand command, Context context) {
    return switch (command) {
      case RejectPending reject -> List.of(approvals.reject(reject, localTime(), context));
      case ApprovePending approve -> {
        var events = new ArrayList<AccountEvent>();
        events.add(approvals.grant(approve, localTime(), context));
        Pending pending = approvals.get(approve.approvalId());
        events.addAll(
            byCapability(
                pending.command(),
                context.approved(pending.requestedBy(), pending.reason(), pending.effectiveAt())));
        yield events;
      }
    };
  }

  /** This account after an event. */
  public Account apply(AccountEvent event) {
    return applyAsOf(event, Instant.MAX);
  }

  /** This account after several events. */
  public Account applyAll(Collection<? extends AccountEvent> events) {
    Account account = this;
    for (AccountEvent event : events) {
      account = account.apply(event);
    }
    return account;
  }

  /**
   * This account after an event, counting movements and renames with an effective time up to {@code
   * asOf}.
   */
  public Account applyAsOf(AccountEvent event, Instant asOf) {
    AccountBasis next = basis().applyAsOf(event, asOf);
    return new Account(
        accountId,
        version + 1,
        next.profile(),
        next.contracts(),
        next.team(),
        next.quota(),
        event instanceof AcceleratorEvent programs ? accelerators.apply(programs) : accelerators,
        event instanceof VoucherEvent codes ? vouchers.apply(codes) : vouchers,
        event instanceof SupportEvent support ? tickets.apply(support) : tickets,
        event instanceof EducationEvent orders ? educationOrders.apply(orders) : educationOrders,
        event instanceof ProgressCallEvent calls ? progressCalls.apply(calls) : progressCalls,
        event instanceof RoiReviewEvent reviews ? roiReviews.apply(reviews) : roiReviews,
        event instanceof WorkshopEvent workshop ? workshops.apply(workshop) : workshops,
        event instanceof AdvisoryEvent advice
            ? advisoryActivities.apply(advice)
            : advisoryActivities,
        event instanceof RiskEvent risk ? risks.apply(risk) : risks,
        event instanceof UsageEvent units ? usages.apply(units) : usages,
        event instanceof GrantEvent grants ? topUps.apply(grants) : topUps,
        event instanceof HoldEvent holds ? reservations.apply(holds) : reservations,
        event instanceof AdjustmentEvent fixes ? adjustments.apply(fixes) : adjustments,
        event instanceof ApprovalEvent asked ? approvals.apply(asked) : approvals);
  }

  /** Whether it was ever opened. */
  public boolean exists() {
    return profile != null;
  }

  /** The zone of its days; the account must exist. */
  public ZoneId zone() {
    return basis().zone();
  }

  AccountZone localTime() {
    return basis().localTime();
  }

  /** The part of the account that balances depend on. */
  public AccountBasis basis() {
    return new AccountBasis(accountId, profile, contracts, team, quota);
  }

  /** The part that every capability may use in its decisions; the account must exist. */
  public AccountState state() {
    return basis().state();
  }
}
