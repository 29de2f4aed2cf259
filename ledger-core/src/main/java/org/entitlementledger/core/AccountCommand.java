package org.entitlementledger.core;

import java.util.List;
import java.util.function.UnaryOperator;
import org.entitlementledger.core.accelerator.AcceleratorCommand;
import org.entitlementledger.core.adjustment.AdjustmentCommand;
import org.entitlementledger.core.advisory.AdvisoryCommand;
import org.entitlementledger.core.approval.ApprovalCommand;
import org.entitlementledger.core.contract.ContractCommand;
import org.entitlementledger.core.education.EducationCommand;
import org.entitlementledger.core.grant.GrantCommand;
import org.entitlementledger.core.hold.HoldCommand;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.profile.ProfileCommand;
import org.entitlementledger.core.progresscall.ProgressCallCommand;
import org.entitlementledger.core.risk.RiskCommand;
import org.entitlementledger.core.roireview.RoiReviewCommand;
import org.entitlementledger.core.support.SupportCommand;
import org.entitlementledger.core.team.TeamCommand;
import org.entitlementledger.core.usage.UsageCommand;
import org.entitlementledger.core.voucher.VoucherCommand;
import org.entitlementledger.core.workshop.WorkshopCommand;

/**
 * What one may ask of an account. Each is a record that checks the form of its components when it
 * is made.
 */
public sealed interface AccountCommand
    permits ProfileCommand,
        ContractCommand,
        TeamCommand,
        AcceleratorCommand,
        VoucherCommand,
        SupportCommand,
        EducationCommand,
        ProgressCallCommand,
        RoiReviewCommand,
        WorkshopCommand,
        AdvisoryCommand,
        RiskCommand,
        UsageCommand,
        GrantCommand,
        HoldCommand,
        AdjustmentCommand,
        ApprovalCommand {
  String accountId();

  /** The people it names, for the directory: events keep their ids alone. */
  default List<Person> people() {
    return List.of();
  }

  /** The same command with another in place of each person that it names. */
  default AccountCommand withPeople(UnaryOperator<Person> replacement) {
    return PeopleWithin.replaced(this, replacement);
  }
}
