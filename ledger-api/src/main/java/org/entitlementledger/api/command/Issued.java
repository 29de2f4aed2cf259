package org.entitlementledger.api.command;

import java.util.List;
import java.util.Map;
import org.entitlementledger.api.http.AcceptedCommand;
import org.entitlementledger.api.http.Made;
import org.entitlementledger.api.http.Registers;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.voucher.Voucher;

/** The vouchers that a command issued. */
record Issued(List<Voucher> vouchers) {

  static Made of(AcceptedCommand command) {
    var receipt = command.receipt();
    var issued =
        command.registers().shown(Registers.told(receipt, Items.VOUCHERS), receipt, command.ask());
    return Made.at(
        Made.path("accounts", receipt.after().accountId(), Items.VOUCHERS),
        Map.of("vouchers", issued));
  }

  /** The voucher in place of the one that is replaced, which the command tells about first. */
  static Made standIn(AcceptedCommand command) {
    var standIn = Registers.told(command.receipt(), Items.VOUCHERS).getLast();
    return command.registers().made(standIn, command.receipt(), Items.VOUCHERS, command.ask());
  }
}
