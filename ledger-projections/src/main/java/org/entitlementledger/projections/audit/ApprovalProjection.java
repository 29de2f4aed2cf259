package org.entitlementledger.projections.audit;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

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
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Projection;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Rows;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tables {@code audit_request} and {@code audit_approval}: what one person asked for and
 * another decided, and the events that are there because of it. The events of an approving command
 * are neighbours, and the first one names both persons.
 */
public final class ApprovalProjection implements Projection {
  private static final Set<String> APPROVING =
      Set.of(EventNames.of(ApprovePending.class), EventNames.of(ApproveAdjustment.class));

  private static final Table<@Nullable Object[]> APPROVAL =
      Table.plain(
          "audit_approval",
          List.of(
              BIGINT.named("position"),
              VARCHAR.named("requested_by"),
              VARCHAR.named("approved_by")),
          1);

  private static final Table<@Nullable Object[]> REQUEST =
      Table.plain(
          "audit_request",
          List.of(
              VARCHAR.named("account_id"),
              VARCHAR.named("collection"),
              VARCHAR.named("item_id"),
              BIGINT.named("requested"),
              VARCHAR.named("requested_by"),
              VARCHAR.named("outcome"),
              VARCHAR.named("decided_by"),
              BIGINT.named("position")),
          3);

  private static final int REQUEST_OUTCOME = 5;
  private static final int REQUEST_DECIDED_BY = 6;
  private static final int REQUEST_POSITION = 7;

  /** Who asked and who decided. */
  private record Pair(String requestedBy, String decidedBy) {}

  /**
   * A decision.
   *
   * @param outcome {@code approved} or {@code rejected}
   */
  private record Decision(String outcome, Pair persons) {}

  @Override
  public List<Table<?>> tables() {
    return List.of(APPROVAL, REQUEST);
  }

  @Override
  public void reads(LoggedEvent event, Reads reads) {
    if (decision(event.event()) != null) {
      reads.row(REQUEST, key(event));
    }
  }

  @Override
  public void apply(LoggedEvent event, Rows rows) {
    String requester = requester(event.event());
    if (requester != null) {
      rows.add(REQUEST, key(event), request(event, requester));
    }
    Decision decision = decision(event.event());
    if (decision != null) {
      decide(event, decision, rows);
    }
    if (APPROVING.contains(event.metadata().command())) {
      approve(event, decision == null ? before(event, rows) : decision.persons, rows);
    }
  }

  private static Key key(LoggedEvent event) {
    return Key.of(
        event.accountId(),
        Objects.requireNonNull(Items.collection(event.event()), "things have a collection"),
        event.event().itemIds().getFirst());
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
      null,
      null,
      event.position()
    };
  }

  private static void decide(LoggedEvent event, Decision decision, Rows rows) {
    @Nullable Object[] request = rows.get(REQUEST, key(event));
    if (request == null || position(request) >= event.position()) {
      return;
    }
    @Nullable Object[] decided = request.clone();
    decided[REQUEST_OUTCOME] = decision.outcome;
    decided[REQUEST_DECIDED_BY] = decision.persons.decidedBy();
    decided[REQUEST_POSITION] = event.position();
    rows.put(REQUEST, key(event), decided);
  }

  private static long position(@Nullable Object[] request) {
    return (Long) Objects.requireNonNull(request[REQUEST_POSITION]);
  }

  private static void approve(LoggedEvent event, @Nullable Pair persons, Rows rows) {
    if (persons != null) {
      rows.add(
          APPROVAL,
          Key.of(event.position()),
          new Object[] {event.position(), persons.requestedBy, persons.decidedBy});
    }
  }

  /** The persons of the event before, which is of the same command; null in a damaged log. */
  private static @Nullable Pair before(LoggedEvent event, Rows rows) {
    @Nullable Object[] approval = rows.get(APPROVAL, Key.of(event.position() - 1));
    return approval == null
        ? null
        : new Pair(String.valueOf(approval[1]), String.valueOf(approval[2]));
  }
}
