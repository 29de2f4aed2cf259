package org.entitlementledger.api.team;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.entitlementledger.api.http.Ask;
import org.entitlementledger.api.http.Commands;
import org.entitlementledger.api.http.Gives;
import org.entitlementledger.api.http.KnownPeople;
import org.entitlementledger.api.http.Made;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.team.Team;
import org.entitlementledger.core.team.TeamCommand;
import org.entitlementledger.core.team.TeamCommand.AssignAse;
import org.entitlementledger.core.team.TeamCommand.AssignCsa;
import org.entitlementledger.core.team.TeamCommand.EndAse;
import org.entitlementledger.core.team.TeamCommand.EndCsa;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** The people who serve an account. */
@RestController
final class TeamController {
  private final Commands commands;
  private final KnownPeople people;

  TeamController(Commands commands, KnownPeople people) {
    this.commands = commands;
    this.people = people;
  }

  @PutMapping("/v1/accounts/{accountId}/csa")
  @Operation(summary = "Assign the Customer Success Architect, or hand over to another")
  @Gives(RoleAnswer.class)
  ResponseEntity<byte[]> assignCsa(Ask<AssignCsa> ask) {
    return put(ask, Team.CSA);
  }

  @DeleteMapping("/v1/accounts/{accountId}/csa")
  @Operation(summary = "End the assignment of the Customer Success Architect")
  @Gives(RoleAnswer.class)
  ResponseEntity<byte[]> endCsa(Ask<EndCsa> ask) {
    return put(ask, Team.CSA);
  }

  @PutMapping("/v1/accounts/{accountId}/ase")
  @Operation(summary = "Assign the Assigned Support Engineer, or hand over to another")
  @Gives(RoleAnswer.class)
  ResponseEntity<byte[]> assignAse(Ask<AssignAse> ask) {
    return put(ask, Team.ASE);
  }

  @DeleteMapping("/v1/accounts/{accountId}/ase")
  @Operation(summary = "End the assignment of the Assigned Support Engineer")
  @Gives(RoleAnswer.class)
  ResponseEntity<byte[]> endAse(Ask<EndAse> ask) {
    return put(ask, Team.ASE);
  }

  private <C extends TeamCommand> ResponseEntity<byte[]> put(Ask<C> ask, String role) {
    List<Person> named = ask.command().people();
    return commands.change(
        ask,
        receipt -> Made.of(RoleAnswer.of(receipt, role, named).named(ids -> people.of(ask, ids))));
  }
}
