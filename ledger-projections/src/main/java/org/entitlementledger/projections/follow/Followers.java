package org.entitlementledger.projections.follow;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Follows the log with every view: one Axon processor each, whose token is in the transaction of
 * the rows and moves only from the position that is stored ({@link ConditionalTokenStore}). An
 * event that a view cannot take is tried again, after 1, 2, 4 … 60 seconds, and never skipped; the
 * other views go on.
 */
public final class Followers implements AutoCloseable {
  /** How long a claim on a view's token holds that its node does not renew. */
  static final Duration CLAIM = Duration.ofMillis(1_500);

  /** A message is a batch of events already. */
  private static final int MESSAGES = 1;

  private static final int RENEW_MILLIS = 500;
  private static final int LOOK_FOR_CLAIM_MILLIS = 250;

  /**
   * Axon interrupts a thread that has not ended by then, and H2 closes its file under a thread that
   * is interrupted. On H2 each statement of a view is short.
   */
  private static final int NEVER_INTERRUPT_DAYS = 365;

  /** Axon keeps one clock for the whole process: it must not stay with a database that is gone. */
  private static final Deque<DatabaseClock> CLOCKS = new ConcurrentLinkedDeque<>();

  private final List<TrackingEventProcessor> processors;
  private final LogStream log;
  private final HeadTable head;
  private final Watch watch;
  private final DatabaseClock clock;

  /**
   * Makes the followers; they start with {@link #start}.
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
    TokenStore tokens = new ConditionalTokenStore(database, node);
    processors =
        views.stream()
            .map(
                view ->
                    TrackingEventProcessor.builder()
                        .name(view.name())
                        .eventHandlerInvoker(new ViewHandler(view, projector, positions))
                        .errorHandler(PropagatingErrorHandler.instance())
                        .messageSource(log)
                        .tokenStore(tokens)
                        .transactionManager(new SpringTransactions(transactions, turn))
                        .trackingEventProcessorConfiguration(configuration(Dialect.of(jdbc)))
                        .build())
            .toList();
    watch = new Watch(this, head, positions);
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
    return dialect == Dialect.H2
        ? configuration.andWorkerTerminationTimeout(NEVER_INTERRUPT_DAYS, TimeUnit.DAYS)
        : configuration;
  }

  /** Starts to follow, and to watch how each view is. */
  public void start() {
    CLOCKS.add(clock);
    AbstractTokenEntry.clock = clock;
    log.startAt(head.read().size());
    processors.forEach(TrackingEventProcessor::start);
    watch.start();
  }

  /** Stops; what is not followed yet is at the next start. */
  @Override
  public void close() {
    watch.close();
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
    return processors.stream().map(TrackingEventProcessor::getName).toList();
  }

  /** Why this node cannot go on with a view, or null. */
  @Nullable String error(String view) {
    for (TrackingEventProcessor processor : processors) {
      if (processor.getName().equals(view)) {
        return error(processor);
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

  /** Starts those afresh that wait after an error, so that they need not wait any longer. */
  void startAfresh() {
    for (TrackingEventProcessor processor : processors) {
      if (error(processor) != null) {
        processor.shutDown();
        processor.start();
      }
    }
  }
}
