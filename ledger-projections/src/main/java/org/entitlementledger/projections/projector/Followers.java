package org.entitlementledger.projections.projector;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.Dialect;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.log.LogTable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Follows the log with groups of views, one Axon processor each: all views of a group advance in
 * one transaction, which moves their stored positions if they are the expected ones ({@link
 * ConditionalTokenStore}). A view that fails is set aside and retried alone ({@link CatchUp}); no
 * event is ever skipped, and the others go on.
 */
public final class Followers implements AutoCloseable {
  /** How long a claim on a view's token lasts without renewal. */
  static final Duration CLAIM = Duration.ofMillis(1_500);

  /** A message is a batch of events already. */
  private static final int MESSAGES = 1;

  private static final int RENEW_MILLIS = 500;
  private static final int LOOK_FOR_CLAIM_MILLIS = 250;

  /**
   * Axon interrupts threads after this time, which would break an embedded database. With that,
   * each statement of a view is short anyway.
   */
  private static final int NEVER_INTERRUPT_DAYS = 365;

  /** Axon keeps one clock for the whole process, which must not use a closed database. */
  private static final Deque<DatabaseClock> CLOCKS = new ConcurrentLinkedDeque<>();

  private final List<ViewGroup> groups;
  private final List<TrackingEventProcessor> processors;
  private final CatchUp catchUp;
  private final LogStream log;
  private final HeadTable head;
  private final LogTable events;
  private final LagMonitor monitor;
  private final DatabaseClock clock;

  /**
   * Creates the followers; {@link #start} starts them.
   *
   * @param transactions that of {@code database}
   * @param turn of all that write to it from this process
   * @param node this node's id among those that share the database
   */
  public Followers(
      List<View> views,
      LogStream log,
      DataSource database,
      PlatformTransactionManager transactions,
      ViewPositions positions,
      WriteTurn turn,
      String node) {
    var jdbc = new JdbcTemplate(database);
    this.log = log;
    head = new HeadTable(jdbc);
    clock = new DatabaseClock(() -> head.read().databaseNow());
    var projector = new Projector(jdbc);
    Dialect dialect = Dialect.of(jdbc);
    groups = ViewGroup.of(views, dialect);
    var tokens = new ConditionalTokenStore(database, node, groups);
    events = new LogTable(jdbc);
    var inTurn = new SpringTransactions(transactions, turn);
    processors =
        groups.stream()
            .map(
                group ->
                    TrackingEventProcessor.builder()
                        .name(group.name())
                        .eventHandlerInvoker(
                            new GroupHandler(
                                group, projector, events, tokens, positions, transactions))
                        .errorHandler(PropagatingErrorHandler.instance())
                        .messageSource(log)
                        .tokenStore(tokens)
                        .transactionManager(inTurn)
                        .trackingEventProcessorConfiguration(configuration(dialect))
                        .build())
            .toList();
    catchUp = new CatchUp(groups, projector, events, tokens, inTurn, positions);
    monitor = new LagMonitor(this, head, positions);
  }

  private static TrackingEventProcessorConfiguration configuration(Dialect dialect) {
    TrackingEventProcessorConfiguration configuration =
        TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
            .andBatchSize(MESSAGES)
            .andInitialTrackingToken(source -> source.createTailToken())
            .andEventAvailabilityTimeout(RENEW_MILLIS, TimeUnit.MILLISECONDS)
            .andTokenClaimInterval(LOOK_FOR_CLAIM_MILLIS, TimeUnit.MILLISECONDS)
            .andThreadFactory(
                name -> Thread.ofPlatform().daemon(true).name("view " + name + " ", 1).factory());
    return dialect.embedded()
        ? configuration.andWorkerTerminationTimeout(NEVER_INTERRUPT_DAYS, TimeUnit.DAYS)
        : configuration;
  }

  /** Starts the processors and the lag monitor. */
  public void start() {
    CLOCKS.add(clock);
    AbstractTokenEntry.clock = clock;
    // A damaged head may exceed the log, and no view would ever reach it.
    log.startAt(Math.min(head.read().size(), events.last()));
    processors.forEach(TrackingEventProcessor::start);
    catchUp.start();
    monitor.start();
  }

  /** Stops; the next start continues at the stored positions. */
  @Override
  public void close() {
    monitor.close();
    catchUp.close();
    processors.stream()
        .map(TrackingEventProcessor::shutdownAsync)
        .toList()
        .forEach(stopping -> stopping.join());
    CLOCKS.remove(clock);
    DatabaseClock running = CLOCKS.peekLast();
    if (running != null) {
      AbstractTokenEntry.clock = running;
    }
  }

  /** The names of the views. */
  List<String> names() {
    return members().map(GroupMember::name).toList();
  }

  private Stream<GroupMember> members() {
    return groups.stream().flatMap(group -> group.members().stream());
  }

  /** The error that stops a view on this node, or null. */
  @Nullable String error(String view) {
    for (int i = 0; i < groups.size(); i++) {
      for (GroupMember member : groups.get(i).members()) {
        if (member.name().equals(view)) {
          String ofGroup = error(processors.get(i));
          return ofGroup == null ? member.error() : ofGroup;
        }
      }
    }
    return null;
  }

  private static @Nullable String error(TrackingEventProcessor processor) {
    if (!processor.isRunning()) {
      return "it does not run";
    }
    for (EventTrackerStatus status : processor.processingStatus().values()) {
      if (status.isErrorState()) {
        return String.valueOf(status.getError());
      }
    }
    return null;
  }

  /** Restarts processors that wait after an error, without the rest of their back-off. */
  void startAfresh() {
    members().forEach(GroupMember::retryNow);
    for (TrackingEventProcessor processor : processors) {
      if (error(processor) != null) {
        processor.shutDown();
        processor.start();
      }
    }
  }
}
