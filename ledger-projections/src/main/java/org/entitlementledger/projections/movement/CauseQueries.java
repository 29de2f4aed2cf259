package org.entitlementledger.projections.movement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.statement.ExplanationLine;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.ContractCauses;
import org.entitlementledger.projections.log.Metadata;
import org.entitlementledger.projections.movement.ExplanationQueries.CausedLine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The events that lines of an explanation follow from: who caused them, and why. */
public final class CauseQueries {
  private static final String EVENTS =
      "select l.position, l.event_id, l.type, l.recorded_at, l.actor, l.metadata,"
          + " p.requested_by, p.approved_by from log l"
          + " left join audit_approval p on p.position = l.position where l.position = any(?)";

  /** By the positions of the decisions: what the requests gave as their reason. */
  private static final String REQUESTS =
      "select q.position, l.metadata from audit_request q join log l on l.position = q.requested"
          + " where q.account_id = ? and q.outcome = 'approved' and q.position = any(?)";

  private final JdbcOperations jdbc;

  CauseQueries(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An event that a line follows from.
   *
   * @param reason why it was done; of what another person approved, why it was asked for
   * @param requestedBy who asked for it, where another person had to approve it
   * @param approvedBy who did
   */
  public record Cause(
      long position,
      UUID eventId,
      String type,
      Instant recordedAt,
      String actor,
      @Nullable String reason,
      @Nullable String requestedBy,
      @Nullable String approvedBy) {
    Cause because(@Nullable String why) {
      return why == null
          ? this
          : new Cause(position, eventId, type, recordedAt, actor, why, requestedBy, approvedBy);
    }
  }

  /** The lines with their causes. */
  Page<CausedLine> of(String accountId, Page<ExplanationLine> page, ContractCauses given) {
    var positions = new TreeSet<Long>();
    for (ExplanationLine line : page.items()) {
      Long position = position(line, given);
      if (position != null) {
        positions.add(position);
      }
    }
    Map<Long, Cause> causes = causes(accountId, positions);
    return page.map(
        line -> {
          Long position = position(line, given);
          return new CausedLine(line, position == null ? null : causes.get(position));
        });
  }

  private static @Nullable Long position(ExplanationLine line, ContractCauses given) {
    if (line.recorded() != null) {
      return line.recorded().position();
    }
    Source source = line.source();
    String contractId = source.contractId();
    if (contractId == null || source.kind() != Source.Kind.ALLOWANCE) {
      return null;
    }
    return switch (line.movement()) {
      case "granted" -> given.givenBy(contractId, source.begins());
      case "taken-back" -> given.changedAt(contractId, line.occurredAt());
      default -> null;
    };
  }

  private Map<Long, Cause> causes(String accountId, Set<Long> positions) {
    var causes = new HashMap<Long, Cause>();
    jdbc.query(
        EVENTS,
        row -> {
          Cause cause = cause(row);
          causes.put(cause.position, cause);
        },
        (Object) positions.toArray(Long[]::new));
    addReasonsOfRequests(accountId, causes);
    return causes;
  }

  private static Cause cause(ResultSet row) throws SQLException {
    return new Cause(
        row.getLong("position"),
        row.getObject("event_id", UUID.class),
        row.getString("type"),
        Instants.of(row, "recorded_at"),
        row.getString("actor"),
        reason(row),
        row.getString("requested_by"),
        row.getString("approved_by"));
  }

  private static @Nullable String reason(ResultSet row) throws SQLException {
    return LedgerJson.mapper().readValue(row.getBytes("metadata"), Metadata.class).reason();
  }

  /**
   * The event that decides on a request is the line's own, as of an adjustment, or the one before
   * it, as of a command that awaited approval.
   */
  private void addReasonsOfRequests(String accountId, Map<Long, Cause> causes) {
    var decisions = new ArrayList<Long>();
    for (Cause cause : causes.values()) {
      if (cause.requestedBy != null) {
        decisions.addAll(List.of(cause.position, cause.position - 1));
      }
    }
    if (decisions.isEmpty()) {
      return;
    }
    var reasons = new HashMap<Long, String>();
    jdbc.query(
        REQUESTS,
        row -> {
          String reason = reason(row);
          if (reason != null) {
            reasons.put(row.getLong("position"), reason);
          }
        },
        accountId,
        decisions.toArray(Long[]::new));
    causes.replaceAll(
        (position, cause) ->
            cause.requestedBy == null
                ? cause
                : cause.because(reasons.getOrDefault(position, reasons.get(position - 1))));
  }
}
