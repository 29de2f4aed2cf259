package org.entitlementledger.api.voucher;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.http.Ask;
import org.entitlementledger.api.http.Commands;
import org.entitlementledger.api.http.Gives;
import org.entitlementledger.api.http.Made;
import org.entitlementledger.api.http.Paging;
import org.entitlementledger.api.http.Query;
import org.entitlementledger.api.http.Registers;
import org.entitlementledger.api.http.Shows;
import org.entitlementledger.api.http.Things;
import org.entitlementledger.api.write.Receipt;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.standing.Item;
import org.entitlementledger.core.voucher.Voucher;
import org.entitlementledger.core.voucher.VoucherCommand.AssignVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.BookVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RedeemVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.ReplaceVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RevokeVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.VoidVoucherRedemption;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Certification vouchers. */
@RestController
final class VoucherController {
  private static final String ALL = "/v1/accounts/{accountId}/vouchers";
  private static final String ONE = ALL + "/{code}";

  private final Commands commands;
  private final Registers registers;
  private final Things vouchers;

  VoucherController(Commands commands, Registers registers) {
    this.commands = commands;
    this.registers = registers;
    vouchers = new Things(commands, registers, Items.VOUCHERS, "code");
  }

  /** What was issued. */
  record Issued(List<Voucher> vouchers) {}

  @PostMapping(ALL)
  @Operation(summary = "Issue vouchers, all or none")
  @Gives(Issued.class)
  ResponseEntity<byte[]> issue(Ask<IssueVoucher> ask) {
    return commands.create(ask, receipt -> issued(receipt, ask));
  }

  private Made issued(Receipt receipt, Ask<IssueVoucher> ask) {
    List<ObjectNode> issued =
        registers.shown(Registers.told(receipt, Items.VOUCHERS), receipt, ask);
    return Made.at(
        Made.path("accounts", receipt.after().accountId(), Items.VOUCHERS),
        Map.of("vouchers", issued));
  }

  @PostMapping(ONE + "/assignment")
  @Operation(summary = "Assign a voucher")
  @Gives(Voucher.class)
  ResponseEntity<byte[]> assign(Ask<AssignVoucher> ask) {
    return vouchers.change(ask);
  }

  @PostMapping(ONE + "/booking")
  @Operation(summary = "Book an exam with a voucher")
  @Gives(Voucher.class)
  ResponseEntity<byte[]> book(Ask<BookVoucher> ask) {
    return vouchers.change(ask);
  }

  @PostMapping(ONE + "/redemption")
  @Operation(summary = "Redeem a voucher for an exam")
  @Gives(Voucher.class)
  ResponseEntity<byte[]> redeem(Ask<RedeemVoucher> ask) {
    return vouchers.change(ask);
  }

  @PostMapping(ONE + "/void")
  @Operation(summary = "Void a redemption recorded on the wrong voucher")
  @Gives(Voucher.class)
  ResponseEntity<byte[]> voidRedemption(Ask<VoidVoucherRedemption> ask) {
    return vouchers.change(ask);
  }

  @PostMapping(ONE + "/revocation")
  @Operation(summary = "Revoke an unredeemed voucher")
  @Gives(Voucher.class)
  ResponseEntity<byte[]> revoke(Ask<RevokeVoucher> ask) {
    return vouchers.change(ask);
  }

  @PostMapping(ONE + "/replacement")
  @Operation(summary = "Replace an unredeemed voucher with a new code")
  @Gives(Voucher.class)
  ResponseEntity<byte[]> replace(Ask<ReplaceVoucher> ask) {
    return commands.create(ask, receipt -> standIn(receipt, ask));
  }

  /** The command tells about the one that is replaced, and then about the one in its place. */
  private Made standIn(Receipt receipt, Ask<ReplaceVoucher> ask) {
    Item standIn = Registers.told(receipt, Items.VOUCHERS).getLast();
    return registers.made(standIn, receipt, Items.VOUCHERS, ask);
  }

  @GetMapping(ALL)
  @Operation(operationId = "listVouchers", summary = "List an account's vouchers")
  @Gives(value = Voucher.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return vouchers.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getVoucher", summary = "Get a voucher")
  @Gives(Voucher.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String code) {
    return vouchers.one(accountId, code);
  }
}
