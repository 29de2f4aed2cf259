package org.entitlementledger.projections.projector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The database's clock, read now and then and extrapolated by the monotonic clock in between.
 * Claims on tokens expire by it, so that nodes with different clocks take them over in time and
 * never too early.
 */
final class DatabaseClock extends Clock {
  private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

  private final Supplier<Instant> database;
  private final AtomicReference<Reading> last;

  /**
   * Creates the clock.
   *
   * @param database reads the database's time
   */
  DatabaseClock(Supplier<Instant> database) {
    this.database = database;
    last = new AtomicReference<>(read(database));
  }

  private record Reading(Instant time, long nanos) {}

  private static Reading read(Supplier<Instant> database) {
    long before = System.nanoTime();
    return new Reading(database.get(), before);
  }

  @Override
  public Instant instant() {
    Reading reading = last.get();
    long since = System.nanoTime() - reading.nanos;
    if (since > FRESH_NANOS) {
      reading = read(database);
      last.set(reading);
      since = System.nanoTime() - reading.nanos;
    }
    return reading.time.plusNanos(since);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants have no zone");
  }
}
