package org.entitlementledger.projections.audit;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentApproved;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRejected;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRequested;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalGranted;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRejected;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.wire.EventNames;
import org.entitlementledger.projections.Bulk;
import org.entitlementledger.projections.follow.Projection;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Keeps the tables {@code audit_request} and {@code audit_approval}: what one person asked for and
 * another decided, and the events that are there because of it. The events of an approving command
 * are neighbours, and the first one names both persons.
 */
public final class ApprovalProjection implements Projection {
  /** The primary key of {@code audit_request}. */
  public static final List<String> KEYS = List.of("account_id", "collection", "item_id");

  private static final Set<String> APPROVING =
      Set.of(EventNames.of(ApprovePending.class), EventNames.of(ApproveAdjustment.class));

  private static final Bulk INSERT_APPROVALS =
      Bulk.insertNew(
          "audit_approval",
          List.of(
              BIGINT.named("position"),
              VARCHAR.named("requested_by"),
              VARCHAR.named("approved_by")));

  private static final Bulk INSERT_REQUESTS =
      Bulk.insertNew(
          "audit_request",
          List.of(
              VARCHAR.named("account_id"),
              VARCHAR.named("collection"),
              VARCHAR.named("item_id"),
              BIGINT.named("requested"),
              VARCHAR.named("requested_by"),
              BIGINT.named("position")));

  private static final String DECIDE =
      "update audit_request set outcome = ?, decided_by = ?, position = ?"
          + " where account_id = ? and collection = ? and item_id = ? and position < ?";

  private final JdbcOperations jdbc;

  public ApprovalProjection(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Who asked and who decided. */
  private record Pair(String requestedBy, String decidedBy) {}

  /**
   * A decision.
   *
   * @param outcome {@code approved} or {@code rejected}
   */
  private record Decision(String outcome, Pair persons) {}

  @Override
  public void apply(List<LoggedEvent> events) {
    var requests = new ArrayList<@Nullable Object[]>();
    var decisions = new ArrayList<Object[]>();
    var approvals = new ArrayList<@Nullable Object[]>();
    Pair approval = null;
    for (LoggedEvent event : events) {
      String requester = requester(event.event());
      if (requester != null) {
        requests.add(request(event, requester));
      }
      Decision decision = decision(event.event());
      if (decision != null) {
        decisions.add(decided(event, decision));
        approval = decision.persons;
      }
      if (APPROVING.contains(event.metadata().command())) {
        approval = approval == null ? before(event) : approval;
        add(approvals, event, approval);
      }
    }
    INSERT_APPROVALS.write(jdbc, approvals);
    INSERT_REQUESTS.write(jdbc, requests);
    if (!decisions.isEmpty()) {
      jdbc.batchUpdate(DECIDE, decisions);
    }
  }

  private static @Nullable String requester(AccountEvent event) {
    return switch (event) {
      case AdjustmentRequested asked -> asked.requestedBy();
      case ApprovalRequested asked -> asked.requestedBy();
      default -> null;
    };
  }

  private static @Nullable Decision decision(AccountEvent event) {
    return switch (event) {
      case AdjustmentApproved yes -> approved(yes.requestedBy(), yes.approvedBy());
      case ApprovalGranted yes -> approved(yes.requestedBy(), yes.approvedBy());
      case AdjustmentRejected no -> rejected(no.requestedBy(), no.rejectedBy());
      case ApprovalRejected no -> rejected(no.requestedBy(), no.rejectedBy());
      default -> null;
    };
  }

  private static Decision approved(String requestedBy, String by) {
    return new Decision("approved", new Pair(requestedBy, by));
  }

  private static Decision rejected(String requestedBy, String by) {
    return new Decision("rejected", new Pair(requestedBy, by));
  }

  private static @Nullable Object[] request(LoggedEvent event, String requester) {
    return new @Nullable Object[] {
      event.accountId(),
      Items.collection(event.event()),
      event.event().itemIds().getFirst(),
      event.position(),
      requester,
      event.position()
    };
  }

  private static Object[] decided(LoggedEvent event, Decision decision) {
    return new Object[] {
      decision.outcome,
      decision.persons.decidedBy(),
      event.position(),
      event.accountId(),
      Objects.requireNonNull(Items.collection(event.event()), "things have a collection"),
      event.event().itemIds().getFirst(),
      event.position()
    };
  }

  private static void add(
      List<@Nullable Object[]> approvals, LoggedEvent event, @Nullable Pair persons) {
    if (persons != null) {
      approvals.add(new Object[] {event.position(), persons.requestedBy(), persons.decidedBy()});
    }
  }

  /** The persons of the event before, which is of the same command; null in a damaged log. */
  private @Nullable Pair before(LoggedEvent event) {
    return jdbc
        .query(
            "select requested_by, approved_by from audit_approval where position = ?",
            (row, number) -> new Pair(row.getString(1), row.getString(2)),
            event.position() - 1)
        .stream()
        .findFirst()
        .orElse(null);
  }
}
