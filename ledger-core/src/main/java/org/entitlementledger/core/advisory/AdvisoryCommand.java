package org.entitlementledger.core.advisory;

import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** What one may ask about advisory activities. */
public sealed interface AdvisoryCommand extends AccountCommand {

  /**
   * Records something that was done for the customer. It is not counted.
   *
   * @param attendees at most 1,000
   */
  @StoredName("record-advisory-activity")
  record RecordAdvisoryActivity(
      String accountId,
      @Nullable String activityId,
      AdvisoryKind kind,
      @Nullable String summary,
      @Nullable List<Person> attendees)
      implements AdvisoryCommand {
    private static final int MOST_ATTENDEES = 1_000;

    public RecordAdvisoryActivity {
      Check.optionalId("activityId", activityId);
      Check.optionalText("summary", summary);
      attendees = Check.optionalList("attendees", attendees, MOST_ATTENDEES);
    }

    @Override
    public List<Person> people() {
      return attendees == null ? List.of() : attendees;
    }
  }
}
