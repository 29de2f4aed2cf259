package org.entitlementledger.core;

import java.util.List;
import org.entitlementledger.core.accelerator.AcceleratorCommand;
import org.entitlementledger.core.contract.ContractCommand;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.profile.ProfileCommand;
import org.entitlementledger.core.progresscall.ProgressCallCommand;
import org.entitlementledger.core.team.TeamCommand;
import org.entitlementledger.core.voucher.VoucherCommand;

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
        ProgressCallCommand {
  String accountId();

  /** The people it names, for the directory: events keep their ids alone. */
  default List<Person> people() {
    return List.of();
  }
}
