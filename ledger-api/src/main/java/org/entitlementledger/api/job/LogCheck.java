package org.entitlementledger.api.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.api.write.Claimed;
import org.entitlementledger.core.wire.UnreadableEvent;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import tools.jackson.core.JacksonException;

/**
 * Reads the whole log and what stands beside it: positions and the sequences of accounts are dense,
 * recorded times never go back, every event can be read, the head says where the log ends, and what
 * events made unique is claimed.
 */
final class LogCheck {
  /** So many ids are looked up at once. */
  private static final int IDS_AT_ONCE = 1_000;

  private final JdbcOperations jdbc;
  private final Map<String, Long> sequences = new HashMap<>();
  private final List<Claim> claims = new ArrayList<>();
  private long position;
  private long claimed;
  private @Nullable Instant recordedAt;

  private record Claim(long position, String kind, String id) {}

  LogCheck(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Checks it and says what there is.
   *
   * @throws Flaw the first one by position
   */
  List<String> run() {
    Head head = new HeadTable(jdbc).read();
    long last = number("select coalesce(max(position), 0) from log");
    try {
      new LogTable(jdbc).each(0, last, this::take);
    } catch (UnreadableEvent unreadable) {
      throw new Flaw(String.valueOf(unreadable.getMessage()));
    } catch (JacksonException unreadable) {
      throw new Flaw(position + 1, "what stands beside it cannot be read");
    }
    lookUp();
    head(head);
    return List.of(
        "log: positions 1 to " + position + ", " + sequences.size() + " accounts",
        "claimed: " + claimed + " ids",
        "command results: " + beside("command_result"),
        "reconciliations: " + beside("reconciliation"));
  }

  private void take(LoggedEvent event) {
    if (event.position() != position + 1) {
      throw new Flaw(position + 1, "there is no event");
    }
    position = event.position();
    long sequence = sequences.merge(event.accountId(), 0L, (before, first) -> before + 1);
    if (event.sequence() != sequence) {
      throw new Flaw(
          position,
          "event "
              + event.sequence()
              + " of account "
              + event.accountId()
              + " where "
              + sequence
              + " is due");
    }
    if (recordedAt != null && event.recordedAt().isBefore(recordedAt)) {
      throw new Flaw(position, "recorded before the event that it follows");
    }
    recordedAt = event.recordedAt();
    Claimed made = Claimed.by(event.event());
    made.ids().forEach(id -> claims.add(new Claim(position, made.kind(), id)));
    if (claims.size() >= IDS_AT_ONCE) {
      lookUp();
    }
  }

  private void lookUp() {
    claims.stream()
        .map(Claim::kind)
        .distinct()
        .forEach(
            kind -> {
              List<Claim> its = claims.stream().filter(one -> one.kind().equals(kind)).toList();
              var there =
                  new HashSet<>(
                      jdbc.queryForList(
                          "select id from claimed where kind = ? and id = any (?)",
                          String.class,
                          kind,
                          its.stream().map(Claim::id).toArray(String[]::new)));
              for (Claim claim : its) {
                if (!there.remove(claim.id())) {
                  throw new Flaw(
                      claim.position(), kind + " " + claim.id() + " is not claimed for it alone");
                }
              }
            });
    claimed += claims.size();
    claims.clear();
  }

  private void head(Head head) {
    long rows = number("select count(*) from log");
    if (rows != position) {
      throw new Flaw(0, (rows - position) + " events stand before the first position");
    }
    if (head.size() != position) {
      throw new Flaw(position, "the log ends here, and the head says " + head.size());
    }
    if (!Objects.equals(head.lastRecordedAt(), recordedAt)) {
      throw new Flaw(position, "the head has another recorded time: " + head.lastRecordedAt());
    }
    long there = number("select count(*) from claimed");
    if (there != claimed) {
      throw new Flaw(position, there + " ids are claimed, and the log makes " + claimed);
    }
  }

  /** What commands wrote beside their events speaks of no event that is not there. */
  private long beside(String table) {
    long beyond = number("select coalesce(max(position), 0) from " + table);
    if (beyond > position) {
      throw new Flaw(beyond, "table " + table + " speaks of it, and the log ends at " + position);
    }
    return number("select count(*) from " + table);
  }

  private long number(String sql) {
    Long number = jdbc.queryForObject(sql, Long.class);
    return number == null ? 0 : number;
  }
}
