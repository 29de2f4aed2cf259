package org.entitlementledger.api.advisory;

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
import org.entitlementledger.core.advisory.AdvisoryActivity;
import org.entitlementledger.core.advisory.AdvisoryCommand.RecordAdvisoryActivity;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Advisory activities. */
@RestController
final class AdvisoryController {
  private static final String ALL = "/v1/accounts/{accountId}/advisory-activities";
  private static final String ONE = ALL + "/{activityId}";

  private final Things activities;

  AdvisoryController(Commands commands, Registers registers) {
    activities = new Things(commands, registers, Items.ADVISORY_ACTIVITIES, "activityId");
  }

  @PostMapping(ALL)
  @Operation(summary = "Record an advisory activity")
  @Gives(AdvisoryActivity.class)
  ResponseEntity<byte[]> record(Ask<RecordAdvisoryActivity> ask) {
    return activities.make(ask);
  }

  @GetMapping(ALL)
  @Operation(
      operationId = "listAdvisoryActivities",
      summary = "List an account's advisory activities")
  @Gives(value = AdvisoryActivity.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return activities.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getAdvisoryActivity", summary = "Get an advisory activity")
  @Gives(AdvisoryActivity.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String activityId) {
    return activities.one(accountId, activityId);
  }
}
