package org.entitlementledger.api.voucher;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.api.http.Ask;
import org.entitlementledger.api.http.Commands;
import org.entitlementledger.api.http.Gives;
import org.entitlementledger.api.http.Made;
import org.entitlementledger.api.http.Paging;
import org.entitlementledger.api.http.Query;
import org.entitlementledger.api.http.Registers;
import org.entitlementledger.api.http.Shows;
import org.entitlementledger.api.write.Receipt;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.voucher.Voucher;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
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
  private final Commands commands;
  private final Registers registers;

  VoucherController(Commands commands, Registers registers) {
    this.commands = commands;
    this.registers = registers;
  }

  /** What was issued. */
  record Issued(List<Voucher> vouchers) {}

  @PostMapping("/v1/accounts/{accountId}/vouchers")
  @Operation(summary = "Issue vouchers, all or none")
  @Gives(Issued.class)
  ResponseEntity<byte[]> issue(Ask<IssueVoucher> ask) {
    return commands.create(ask, VoucherController::issued);
  }

  private static Made issued(Receipt receipt) {
    var byCode = receipt.after().vouchers().byCode();
    List<ObjectNode> vouchers =
        receipt.events().getLast().itemIds().stream()
            .map(code -> Objects.requireNonNull(byCode.get(code)))
            .map(voucher -> Registers.shown(voucher, receipt, List.of()))
            .toList();
    return Made.at(
        Made.path("accounts", receipt.after().accountId(), Items.VOUCHERS),
        Map.of("vouchers", vouchers));
  }

  @GetMapping("/v1/accounts/{accountId}/vouchers")
  @Operation(summary = "List an account's vouchers")
  @Gives(value = Voucher.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return registers.list(accountId, Items.VOUCHERS, paging);
  }

  @GetMapping("/v1/accounts/{accountId}/vouchers/{code}")
  @Operation(summary = "Read a voucher")
  @Gives(Voucher.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String code) {
    return registers.one(accountId, Items.VOUCHERS, "code", code);
  }
}
