package org.entitlementledger.core.team;

import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/** What one may ask about the people who serve the account. */
public sealed interface TeamCommand extends AccountCommand {

  /**
   * Makes somebody the designated Customer Success Architect; who was it before hands over.
   *
   * @param from when it begins, which may lie ahead; now unless given
   */
  @StoredName("assign-csa")
  record AssignCsa(String accountId, Person person, @Nullable When from) implements TeamCommand {
    @Override
    public List<Person> people() {
      return List.of(person);
    }
  }

  /**
   * Ends the assignment of the Customer Success Architect who serves at {@code occurredAt}. Where
   * that person is only to come, the plan is taken back; without {@code occurredAt} also the next
   * plan, where nobody serves now.
   */
  @StoredName("end-csa")
  record EndCsa(String accountId) implements TeamCommand {}

  /**
   * Makes somebody the Assigned Support Engineer; who was it before hands over.
   *
   * @param from when it begins, which may lie ahead; now unless given
   */
  @StoredName("assign-ase")
  record AssignAse(String accountId, Person person, @Nullable When from) implements TeamCommand {
    @Override
    public List<Person> people() {
      return List.of(person);
    }
  }

  /**
   * Ends the assignment of the Assigned Support Engineer who serves at {@code occurredAt}. Where
   * that person is only to come, the plan is taken back; without {@code occurredAt} also the next
   * plan, where nobody serves now.
   */
  @StoredName("end-ase")
  record EndAse(String accountId) implements TeamCommand {}
}
