package org.entitlementledger.projections.movement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.statement.Journal;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.entitlementledger.core.statement.JournalEntry.Recorded;
import org.entitlementledger.core.statement.Statement;
import org.entitlementledger.core.statement.StatementLine;
import org.entitlementledger.core.team.Team;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.ContractHistory;
import org.entitlementledger.projections.history.AccountAsOf;
import org.entitlementledger.projections.history.AsOf;
import org.entitlementledger.projections.history.BitemporalPoint;
import org.entitlementledger.projections.projector.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The ledger lines of an entitlement: why is it 3? */
public final class MovementQueries {
  /** The view that these rows belong to. */
  public static final String VIEW = "movement";

  /** Before all that a ledger can hold. */
  private static final Place START = Place.before(Instant.parse("1900-01-01T00:00:00Z"));

  /** The last microsecond of the year 9999. */
  private static final long LAST = micros(Instant.parse("9999-12-31T23:59:59.999999Z"));

  /** H2 looks each key of an array up only beside a join. */
  private static final String OF_ACCOUNTS =
      "select m.* from unnest(cast(? as varchar array)) k (account_id)"
          + " join movement m on m.account_id = k.account_id where m.position <= ?";

  private final AccountQueries accounts;
  private final JdbcOperations jdbc;
  private final AsOf history;
  private final Snapshot snapshot;

  public MovementQueries(JdbcOperations jdbc, AccountQueries accounts, AsOf history) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.history = history;
    snapshot = new Snapshot(jdbc);
  }

  /**
   * What is asked for.
   *
   * @param period narrows to what took effect on these days; what lapses at the instant at which
   *     they end belongs to them
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  public record Question(
      String accountId,
      String entitlement,
      @Nullable When asOf,
      @Nullable When recordedAsOf,
      @Nullable Days period,
      @Nullable String after,
      int limit) {}

  /**
   * The lines, in the order in which they took effect; null where there is no such account, or none
   * of its contracts counts the entitlement.
   */
  public @Nullable Page<StatementLine> lines(Question question, Instant now) {
    ContractHistory contracts = accounts.contracts(question.accountId);
    if (contracts == null) {
      return null;
    }
    Told told = told(question, contracts, now);
    AccountState standing = told.standing();
    if (standing == null || !Statement.tellsOf(standing.contracts(), question.entitlement)) {
      return null;
    }
    Days period = question.period;
    Place after = after(question.after, period == null ? null : period.begins(standing.zone()));
    Place through = through(told.point(), period == null ? null : period.ends(standing.zone()));
    var statement =
        new Statement(new Journal(standing, question.entitlement, through, told.movements()));
    var lines = new ArrayList<StatementLine>();
    while (lines.size() <= question.limit && statement.hasNext()) {
      StatementLine line = statement.next();
      if (line.entry().place().compareTo(after) > 0) {
        lines.add(line);
      }
    }
    return Page.of(
        lines, question.limit, told.movements().position(), last -> cursor(last.entry().place()));
  }

  /**
   * What lines are made of.
   *
   * @param standing of the account at these times; absent where it was not known
   */
  private record Told(
      BitemporalPoint point, @Nullable AccountState standing, MovementRows movements) {}

  /** Reads again where what is found says that a day of the question begins at another instant. */
  private Told told(Question question, ContractHistory contracts, Instant now) {
    var zone = AccountZone.of(contracts.zone());
    BitemporalPoint point = BitemporalPoint.of(question.asOf, question.recordedAsOf, zone, now);
    Told told = told(question, contracts, point);
    if (told.standing() == null) {
      return told;
    }
    BitemporalPoint exact =
        BitemporalPoint.of(question.asOf, question.recordedAsOf, told.standing().zone(), now);
    return exact.equals(point) ? told : told(question, contracts, exact);
  }

  private Told told(Question question, ContractHistory contracts, BitemporalPoint point) {
    boolean first = question.after == null && question.period == null;
    int few = first ? question.limit + 1 : Integer.MAX_VALUE;
    var rows =
        new MovementRows(
            jdbc, question.accountId, question.entitlement, point, contracts.position(), few);
    AccountAsOf then = history.account(question.accountId, point, rows.position());
    return new Told(point, then == null ? null : then.account().state(), rows);
  }

  /**
   * What is known of an entitlement at a pair of times.
   *
   * @param movements in the order in which they took effect
   */
  record Known(
      BitemporalPoint point, AccountState standing, List<Recorded> movements, long position) {}

  /** Reads again where what is found says that a day of the question begins at another instant. */
  Known known(Question question, ContractHistory history, Instant now) {
    var zone = AccountZone.of(history.zone());
    BitemporalPoint point = BitemporalPoint.of(question.asOf, question.recordedAsOf, zone, now);
    Known known = known(question, history, point);
    BitemporalPoint exact =
        BitemporalPoint.of(question.asOf, question.recordedAsOf, known.standing().zone(), now);
    return exact.equals(point) ? known : known(question, history, exact);
  }

  private Known known(Question question, ContractHistory history, BitemporalPoint point) {
    var found = read(question.accountId, question.entitlement, point, history.position());
    long position = Math.min(history.position(), found.position());
    Contracts contracts = history.known(position, point.recordedAsOf());
    List<Movement> movements = byRecording(found.rows()).stream().map(Recorded::movement).toList();
    AccountState standing =
        new AccountState(history.zone(), contracts, Team.NOBODY, Quota.EMPTY).moved(movements);
    return new Known(point, standing, found.rows(), position);
  }

  /** Movements are folded in the order of the log. */
  private static List<Recorded> byRecording(List<Recorded> lines) {
    var sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingLong(Recorded::position).thenComparingInt(Recorded::ordinal));
    return sorted;
  }

  private static Place through(BitemporalPoint point, @Nullable Instant periodEnd) {
    Place last = Place.after(point.asOf());
    Place closed = periodEnd == null ? last : Place.closed(periodEnd);
    return closed.compareTo(last) < 0 ? closed : last;
  }

  /** The place after which a page begins. */
  static Place after(@Nullable String cursor, @Nullable Instant periodStart) {
    Cursor at = Cursor.parse(cursor, 4);
    if (at == null) {
      return periodStart == null ? START : Place.closed(periodStart);
    }
    return new Place(
        Instant.EPOCH.plus(Math.clamp(at.at(0), micros(START.time()), LAST), ChronoUnit.MICROS),
        (int) at.at(1),
        at.at(2),
        (int) at.at(3));
  }

  /** The cursor of a page that ends at a place. */
  static Cursor cursor(Place place) {
    return Cursor.of(micros(place.time()), place.rank(), place.position(), place.ordinal());
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Who recorded an event, and why. */
  public record Recorder(String actor, @Nullable String reason) {}

  /** Who recorded the movements of the events at these positions. */
  public Map<Long, Recorder> recorders(Collection<Long> positions) {
    var found = new HashMap<Long, Recorder>();
    jdbc.query(
        "select m.position, m.actor, m.reason from unnest(cast(? as bigint array)) k (position)"
            + " join movement m on m.position = k.position",
        row -> {
          found.put(
              row.getLong("position"),
              new Recorder(row.getString("actor"), row.getString("reason")));
        },
        (Object) positions.toArray(Long[]::new));
    return found;
  }

  /**
   * All movements of some accounts up to the event at {@code position}, by account, in no order.
   */
  public Map<String, List<Recorded>> ofAccounts(Collection<String> accountIds, long position) {
    var found = new HashMap<String, List<Recorded>>();
    jdbc.query(
        OF_ACCOUNTS,
        row -> {
          found
              .computeIfAbsent(row.getString("account_id"), first -> new ArrayList<>())
              .add(MovementRows.recorded(row, 0));
        },
        accountIds.toArray(String[]::new),
        position);
    return found;
  }

  /** The movements of an entitlement, in the order in which they took effect. */
  private Snapshot.Rows<Recorded> read(
      String accountId, String entitlement, BitemporalPoint point, long position) {
    return snapshot.read(
        VIEW,
        MovementRows.KNOWN,
        MovementRows.ORDER,
        MovementRows::recorded,
        accountId,
        entitlement,
        Instants.sql(point.recordedAsOf()),
        position,
        Instants.sql(point.asOf()));
  }
}
