package org.entitlementledger.api.command;

import java.util.List;
import java.util.Map;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.voucher.Voucher;

/** The vouchers that a command issued. */
record IssuedAnswer(List<Voucher> vouchers) {

  static Representation of(AcceptedCommand command) {
    var result = command.result();
    var issued =
        command
            .items()
            .shown(ItemRepresentations.in(result, Items.VOUCHERS), result, command.requested());
    return Representation.at(
        Representation.path("accounts", result.after().accountId(), Items.VOUCHERS),
        Map.of("vouchers", issued));
  }

  /** The replacement voucher; the replaced one comes first among the items. */
  static Representation standIn(AcceptedCommand command) {
    var standIn = ItemRepresentations.in(command.result(), Items.VOUCHERS).getLast();
    return command.items().created(standIn, command.result(), Items.VOUCHERS, command.requested());
  }
}
