package org.entitlementledger.api.grant;

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
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.grant.TopUp;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Grants. */
@RestController
final class GrantController {
  private static final String ALL = "/v1/accounts/{accountId}/grants";
  private static final String ONE = ALL + "/{grantId}";

  private final Things grants;

  GrantController(Commands commands, Registers registers) {
    grants = new Things(commands, registers, Items.GRANTS, "grantId");
  }

  @PostMapping(ALL)
  @Operation(summary = "Grant a quantity that was bought or promised")
  @Gives(TopUp.class)
  ResponseEntity<byte[]> grant(Ask<GrantTopUp> ask) {
    return grants.make(ask);
  }

  @PostMapping(ONE + "/revocation")
  @Operation(summary = "Revoke a grant: what is unused lapses")
  @Gives(TopUp.class)
  ResponseEntity<byte[]> revoke(Ask<RevokeGrant> ask) {
    return grants.change(ask);
  }

  @GetMapping(ALL)
  @Operation(operationId = "listGrants", summary = "List an account's grants")
  @Gives(value = TopUp.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return grants.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getGrant", summary = "Get a grant")
  @Gives(TopUp.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String grantId) {
    return grants.one(accountId, grantId);
  }
}
