package org.entitlementledger.projections.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;

/** One follower's place in the log; for one thread. */
final class LogCursor implements BlockingStream<TrackedEventMessage<?>> {
  /** Events in one read. */
  private static final int PAGE = 1_000;

  private static final Duration LONG = Duration.ofSeconds(1);

  private final LogStream stream;
  private final Queue<LoggedEvent> ahead = new ArrayDeque<>();
  private long position;

  LogCursor(LogStream stream, long position) {
    this.stream = stream;
    this.position = position;
  }

  @Override
  public Optional<TrackedEventMessage<?>> peek() {
    if (ahead.isEmpty()) {
      ahead.addAll(stream.after(position, PAGE));
    }
    return Optional.ofNullable(ahead.peek()).map(LogCursor::message);
  }

  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    return !ahead.isEmpty()
        || stream.awaitBeyond(position, Duration.of(timeout, unit.toChronoUnit()));
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    while (ahead.isEmpty()) {
      if (stream.awaitBeyond(position, LONG)) {
        ahead.addAll(stream.after(position, PAGE));
      }
    }
    LoggedEvent event = ahead.remove();
    position = event.position();
    return message(event);
  }

  @Override
  public void close() {
    ahead.clear();
  }

  private static TrackedEventMessage<LoggedEvent> message(LoggedEvent event) {
    return new GenericTrackedEventMessage<>(
        new GlobalSequenceTrackingToken(event.position()),
        new GenericEventMessage<>(
            event.eventId().toString(), event, MetaData.emptyInstance(), event.recordedAt()));
  }
}
