package org.entitlementledger.projections.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;

/** One follower's place in the log; for one thread. */
final class LogCursor implements BlockingStream<TrackedEventMessage<?>> {
  /** Events in one read, and in one transaction, for whose end the writer may wait. */
  private static final int PAGE = 250;

  private static final Duration LONG = Duration.ofSeconds(1);

  /**
   * While events come in numbers, so long passes from one page to the next: a page costs a view as
   * much as many events do.
   */
  private static final Duration GATHERING = Duration.ofMillis(10);

  private final LogStream stream;
  private Duration pause = Duration.ZERO;
  private long takenAt;
  private List<LoggedEvent> ahead = List.of();
  private long position;

  LogCursor(LogStream stream, long position) {
    this.stream = stream;
    this.position = position;
  }

  @Override
  public Optional<TrackedEventMessage<?>> peek() {
    if (ahead.isEmpty()) {
      ahead = stream.after(position, PAGE);
    }
    return ahead.isEmpty() ? Optional.empty() : Optional.of(message(ahead));
  }

  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    return !ahead.isEmpty()
        || stream.awaitBeyond(position, Duration.of(timeout, unit.toChronoUnit()));
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    gather();
    if (ahead.size() < PAGE) {
      ahead = read();
    }
    TrackedEventMessage<?> message = message(ahead);
    position = ahead.getLast().position();
    pause = ahead.size() > 1 && ahead.size() < PAGE ? GATHERING : Duration.ZERO;
    takenAt = System.nanoTime();
    ahead = List.of();
    return message;
  }

  /** Fails where the log has lost what it had: the caller must find out where its view stands. */
  private List<LoggedEvent> read() throws InterruptedException {
    List<LoggedEvent> found = stream.after(position, PAGE);
    long deadline = System.nanoTime() + LONG.toNanos();
    while (found.isEmpty()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new IllegalStateException("the log has nothing after " + position);
      }
      stream.awaitBeyond(position, LONG);
      found = stream.after(position, PAGE);
    }
    return found;
  }

  private void gather() throws InterruptedException {
    long left = pause.toNanos() - (System.nanoTime() - takenAt);
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }

  @Override
  public void close() {
    ahead = List.of();
  }

  /** One message for all of them, since each message costs as much as the event that it holds. */
  private static TrackedEventMessage<LoggedEvents> message(List<LoggedEvent> events) {
    LoggedEvent last = events.getLast();
    return new GenericTrackedEventMessage<>(
        new GlobalSequenceTrackingToken(last.position()),
        new GenericEventMessage<>(
            last.eventId().toString(),
            new LoggedEvents(events),
            MetaData.emptyInstance(),
            last.recordedAt()));
  }
}
