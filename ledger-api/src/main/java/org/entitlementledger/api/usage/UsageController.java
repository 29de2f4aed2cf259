package org.entitlementledger.api.usage;

import io.swagger.v3.oas.annotations.Operation;
import org.entitlementledger.api.http.Ask;
import org.entitlementledger.api.http.Commands;
import org.entitlementledger.api.http.Gives;
import org.entitlementledger.api.http.Paging;
import org.entitlementledger.api.http.Query;
import org.entitlementledger.api.http.Registers;
import org.entitlementledger.api.http.Shows;
import org.entitlementledger.api.http.Things;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.usage.UsageCommand.RecordUsage;
import org.entitlementledger.core.usage.UsageCommand.ReverseUsage;
import org.entitlementledger.core.usage.UsageRecord;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Use of entitlements of the kind units. */
@RestController
final class UsageController {
  private static final String ALL = "/v1/accounts/{accountId}/usage";
  private static final String ONE = ALL + "/{usageId}";

  private final Things usages;

  UsageController(Commands commands, Registers registers) {
    usages = new Things(commands, registers, Items.USAGE, "usageId");
  }

  @PostMapping(ALL)
  @Operation(summary = "Consume a quantity of an entitlement of the kind units")
  @Gives(UsageRecord.class)
  ResponseEntity<byte[]> record(Ask<RecordUsage> ask) {
    return usages.make(ask);
  }

  @PostMapping(ONE + "/reversal")
  @Operation(summary = "Reverse a use of units recorded by mistake")
  @Gives(UsageRecord.class)
  ResponseEntity<byte[]> reverse(Ask<ReverseUsage> ask) {
    return usages.change(ask);
  }

  @GetMapping(ALL)
  @Operation(operationId = "listUsage", summary = "List an account's uses of units")
  @Gives(value = UsageRecord.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return usages.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getUsage", summary = "Get a use of units")
  @Gives(UsageRecord.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String usageId) {
    return usages.one(accountId, usageId);
  }
}
