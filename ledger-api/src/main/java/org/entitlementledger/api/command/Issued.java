package org.entitlementledger.api.command;

import java.util.List;
import java.util.Map;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.voucher.Voucher;

/** The vouchers that a command issued. */
record Issued(List<Voucher> vouchers) {

  static Representation of(AcceptedCommand command) {
    var receipt = command.receipt();
    var issued =
        command
            .items()
            .shown(ItemRepresentations.in(receipt, Items.VOUCHERS), receipt, command.requested());
    return Representation.at(
        Representation.path("accounts", receipt.after().accountId(), Items.VOUCHERS),
        Map.of("vouchers", issued));
  }

  /** The voucher in place of the one that is replaced, which the command tells about first. */
  static Representation standIn(AcceptedCommand command) {
    var standIn = ItemRepresentations.in(command.receipt(), Items.VOUCHERS).getLast();
    return command.items().made(standIn, command.receipt(), Items.VOUCHERS, command.requested());
  }
}
