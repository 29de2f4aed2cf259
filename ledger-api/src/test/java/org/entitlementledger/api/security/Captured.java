package org.entitlementledger.api.security;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What the service writes to its log while this is open; it must have started before. */
final class Captured extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("org.entitlementledger");
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  Captured() {
    logger.setLevel(Level.DEBUG);
    logger.addAppender(this);
    start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }

  /** The lines of one class about somebody. */
  List<ILoggingEvent> of(Class<?> writer, String actor) {
    return of(writer.getName(), actor);
  }

  /** The lines of a class of that name about somebody. */
  List<ILoggingEvent> of(String writer, String actor) {
    return events.stream()
        .filter(event -> event.getLoggerName().equals(writer))
        .filter(event -> actor.equals(facts(event).get("actor")))
        .toList();
  }

  /** The keys and values of a line. */
  static Map<String, Object> facts(ILoggingEvent event) {
    return event.getKeyValuePairs() == null
        ? Map.of()
        : event.getKeyValuePairs().stream()
            .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(null);
    stop();
  }
}
