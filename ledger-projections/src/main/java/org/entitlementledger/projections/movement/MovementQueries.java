package org.entitlementledger.projections.movement;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Locale;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.standing.Statement;
import org.entitlementledger.core.standing.StatementLine;
import org.entitlementledger.core.standing.StatementLine.Place;
import org.entitlementledger.core.standing.StatementLine.Recorded;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.ContractHistory;
import org.entitlementledger.projections.follow.Snapshot;
import org.entitlementledger.projections.history.Axes;
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

  private static final String OF_ENTITLEMENT =
      " from movement where account_id = ? and entitlement = ? and recorded_at <= ?"
          + " and position <= ?";
  private static final String LINES =
      "select *"
          + OF_ENTITLEMENT
          + " and effective_at >= ? and (effective_at > ? or position > ?"
          + " or (position = ? and ordinal >= ?)) and effective_at <= ?"
          + " order by effective_at, position, ordinal limit ?";
  private static final String DRAWN_BEFORE =
      "select sum(case kind when 'consumed' then quantity else -quantity end)"
          + OF_ENTITLEMENT
          + " and source_id = ? and effective_at <= ? and (effective_at < ? or position < ?"
          + " or (position = ? and ordinal < ?))";

  private final JdbcOperations jdbc;
  private final AccountQueries accounts;
  private final Snapshot snapshot;

  public MovementQueries(JdbcOperations jdbc, AccountQueries accounts) {
    this.jdbc = jdbc;
    this.accounts = accounts;
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
    ContractHistory history = accounts.contracts(question.accountId);
    if (history == null) {
      return null;
    }
    Axes axes = Axes.of(question.asOf, question.recordedAsOf, history.zone(), now);
    Window days = question.period == null ? null : question.period.in(history.zone());
    Place after = after(question.after, days);
    var found = read(question, axes, after, history.position());
    long position = Math.min(history.position(), found.position());
    Contracts contracts = history.known(position, axes.recordedAsOf());
    if (!Statement.tellsOf(contracts, question.entitlement)) {
      return null;
    }
    var statement =
        new Statement(
            contracts,
            question.entitlement,
            history.zone(),
            after,
            through(axes, days),
            source -> drawn(question, axes, after, source, position),
            found.rows().iterator());
    var lines = new ArrayList<StatementLine>();
    while (lines.size() <= question.limit && statement.hasNext()) {
      lines.add(statement.next());
    }
    return Page.of(lines, question.limit, position, last -> cursor(last.place()));
  }

  private static Place through(Axes axes, @Nullable Window days) {
    Place last = Place.after(axes.asOf());
    Place closed = days == null ? last : Place.closed(days.end());
    return closed.compareTo(last) < 0 ? closed : last;
  }

  private static Place after(@Nullable String cursor, @Nullable Window days) {
    Cursor at = Cursor.parse(cursor, 5);
    if (at == null) {
      return days == null ? START : Place.closed(days.start());
    }
    return new Place(
        Instant.EPOCH.plus(Math.clamp(at.at(0), micros(START.time()), LAST), ChronoUnit.MICROS),
        (int) at.at(1),
        at.at(2),
        (int) at.at(3),
        (int) at.at(4));
  }

  private static Cursor cursor(Place place) {
    return Cursor.of(
        micros(place.time()), place.rank(), place.position(), place.ordinal(), place.sequel());
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private Snapshot.Rows<Recorded> read(Question question, Axes axes, Place after, long position) {
    var from = Instants.sql(after.time());
    var first = first(after);
    return snapshot.read(
        VIEW,
        LINES,
        "effective_at, position, ordinal",
        MovementQueries::recorded,
        question.accountId,
        question.entitlement,
        Instants.sql(axes.recordedAsOf()),
        position,
        from,
        from,
        first.position(),
        first.position(),
        first.ordinal(),
        Instants.sql(axes.asOf()),
        question.limit + 2);
  }

  private Quantity drawn(Question question, Axes axes, Place after, Source source, long position) {
    var from = Instants.sql(after.time());
    var first = first(after);
    var sum =
        jdbc.queryForObject(
            DRAWN_BEFORE,
            BigDecimal.class,
            question.accountId,
            question.entitlement,
            Instants.sql(axes.recordedAsOf()),
            position,
            source.id(),
            from,
            from,
            first.position(),
            first.position(),
            first.ordinal());
    return sum == null ? Quantity.ZERO : new Quantity(sum);
  }

  /** The first movement that may stand after {@code place}: its own, where it has a sequel. */
  private static Place first(Place place) {
    return place.rank() == Place.COMMANDS ? place : Place.before(place.time());
  }

  private static Recorded recorded(ResultSet row, int number) throws SQLException {
    var source =
        new Source(
            Source.Kind.valueOf(row.getString("source_kind").toUpperCase(Locale.ROOT)),
            row.getString("source_id"));
    var movement =
        new Movement(
            Movement.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getString("entitlement"),
            source,
            new Window(Instants.of(row, "window_start"), Instants.of(row, "window_end")),
            new Quantity(row.getBigDecimal("quantity")),
            Instants.of(row, "effective_at"));
    return new Recorded(
        row.getLong("position"),
        row.getInt("ordinal"),
        row.getString("type"),
        Instants.of(row, "recorded_at"),
        movement);
  }
}
