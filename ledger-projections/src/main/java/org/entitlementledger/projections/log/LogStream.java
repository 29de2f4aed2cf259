package org.entitlementledger.projections.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The log as Axon's processors follow it: messages whose payload are {@link LoggedEvents}, with a
 * token that holds the last one's position. Positions have no gaps, so neither has what is
 * followed.
 *
 * <p>The writer of this node wakes the followers; what other nodes commit is seen by asking for the
 * head, at most every 50 ms whatever the number of followers.
 */
public final class LogStream implements StreamableMessageSource<TrackedEventMessage<?>> {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final LogTable log;
  private final HeadTable head;
  private final LogSignal signal;
  private final RecentEvents recent = new RecentEvents();
  private final RecordedPositions recorded = new RecordedPositions();

  /** A head beyond the last row of the log, as it was last seen; it wakes nobody again. */
  private volatile long beyond;

  private final AtomicLong lookedAt = new AtomicLong(System.nanoTime() - 1_000_000_000L);

  public LogStream(JdbcOperations jdbc, LogSignal signal) {
    this.log = new LogTable(jdbc);
    this.head = new HeadTable(jdbc);
    this.signal = signal;
  }

  /** Takes what the writer has made durable, and wakes the followers. */
  public void written(List<LoggedEvent> events) {
    recent.add(events);
    recorded.add(events);
    signal.reached(events.getLast().position());
  }

  /** Takes the end of the log at the start of this node: what is there counts as recorded by it. */
  public void startAt(long position) {
    recorded.startAt(position);
    signal.reached(position);
  }

  /**
   * A position that a view must have reached to show all that this node has recorded for an
   * account; not beyond the end of the log, which may have lost events in a fail-over.
   */
  public long recordedOf(String accountId) {
    return Math.min(recorded.of(accountId), signal.size());
  }

  /** The same for all accounts. */
  public long recordedOfAll() {
    return Math.min(recorded.ofAll(), signal.size());
  }

  /** The position of the newest event that this node knows to be durable. */
  public long size() {
    return signal.size();
  }

  /** The first {@code limit} events after {@code position} that are there now, in order. */
  public List<LoggedEvent> after(long position, int limit) {
    long known = signal.size();
    if (known <= position) {
      return List.of();
    }
    List<LoggedEvent> found = recent.from(position + 1, limit);
    if (found.isEmpty()) {
      found = log.after(position, limit);
      if (found.isEmpty()) {
        // the log was longer once: a standby without its end was promoted, or rows were deleted
        beyond = known;
        signal.endsAt(position);
      }
      recent.add(found);
    }
    return found;
  }

  /**
   * Waits until there is more after {@code position}, {@code most} at the longest.
   *
   * @return whether there is
   */
  public boolean awaitBeyond(long position, Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (true) {
      look(position);
      long left = deadline - System.nanoTime();
      Duration wait = Duration.ofNanos(Math.clamp(left, 0, BETWEEN_LOOKS.toNanos()));
      if (signal.awaitBeyond(position, wait)) {
        return true;
      }
      if (left <= 0) {
        return false;
      }
    }
  }

  /** Asks for the head, unless somebody just did or more than {@code position} is known. */
  private void look(long position) {
    long last = lookedAt.get();
    long now = System.nanoTime();
    if (signal.size() <= position
        && now - last >= BETWEEN_LOOKS.toNanos()
        && lookedAt.compareAndSet(last, now)) {
      long size = head.read().size();
      signal.reached(size == beyond ? Math.min(size, log.last()) : size);
    }
  }

  /**
   * Opens the log after a token. Events in memory are dropped: what they were read from may have
   * been replaced by a standby that lacks them.
   */
  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    recent.clear();
    return new LogCursor(this, positionOf(token));
  }

  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(0);
  }

  @Override
  public TrackingToken createHeadToken() {
    return new GlobalSequenceTrackingToken(head.read().size());
  }

  /** The position that a token stands for: that of the last event before what it opens. */
  public static long positionOf(@Nullable TrackingToken token) {
    return token == null ? 0 : token.position().orElse(0);
  }
}
