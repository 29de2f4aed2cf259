package org.entitlementledger.api.finance.closing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.entitlementledger.api.ledger.LedgerRequest;
import org.entitlementledger.api.ledger.LedgerTurn;
import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.web.Await;
import org.entitlementledger.core.books.BooksEvent.BooksClosed;
import org.entitlementledger.core.books.ClosingTotal;
import org.entitlementledger.projections.BackgroundLoop;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.HeadTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Completes the closing that is running: computes its totals outside the writer's turns, and then
 * appends its event in one. Where the node dies meanwhile, another one, or this one after its next
 * start, does it from the beginning.
 */
final class ClosingRun implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ClosingRun.class);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(2);

  private static final Duration BEAT = Duration.ofSeconds(1);

  private final String node = UUID.randomUUID().toString();
  private final Writer writer;
  private final HeadTable head;
  private final ClosingTable table;
  private final WriteTurn turn;
  private final ClosingTotals totals;
  private volatile BackgroundLoop loop = loop();
  private volatile boolean running;

  ClosingRun(Writer writer, JdbcTemplate jdbc, WriteTurn turn, ClosingTotals totals) {
    this.writer = writer;
    this.head = new HeadTable(jdbc);
    this.table = new ClosingTable(jdbc);
    this.turn = turn;
    this.totals = totals;
  }

  /** Another node works on it, or the service ends. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped", null, false, false);
    }
  }

  private BackgroundLoop loop() {
    return new BackgroundLoop("closing", this::look);
  }

  private Duration look() {
    try {
      RunningClosing closing = table.running();
      if (closing != null && claim(closing)) {
        complete(closing);
      }
      return BETWEEN_LOOKS;
    } catch (Stopped stopped) {
      return BETWEEN_LOOKS;
    } catch (RuntimeException fault) {
      LOG.warn("a closing cannot go on now, and is tried again", fault);
      return AFTER_A_FAULT;
    }
  }

  private boolean claim(RunningClosing closing) {
    turn.take();
    try {
      return table.claim(closing.closingId(), node);
    } finally {
      turn.end();
    }
  }

  private void complete(RunningClosing closing) {
    long upTo = head.read().size();
    List<ClosingTotal> sums =
        totals.of(closing.closedBefore(), closing.through(), upTo, new Pulse(closing));
    var request =
        new LedgerRequest(
            "close-books",
            closing.actor(),
            null,
            null,
            closing.correlationId(),
            null,
            (turn, origin) -> append(closing, upTo, sums, turn, origin),
            refused -> {
              throw new IllegalStateException("nothing of a closing is refused: " + refused);
            });
    var _ = Await.on(writer.decide(request));
  }

  /** Nothing, where another node was faster. */
  private static StoredResponse append(
      RunningClosing closing,
      long upTo,
      List<ClosingTotal> sums,
      LedgerTurn turn,
      LedgerRequest origin) {
    if (new ClosingTable(turn.jdbc()).end(closing.closingId())) {
      var _ =
          turn.append(
              new BooksClosed(
                  turn.now(),
                  closing.closingId(),
                  closing.through(),
                  closing.closedBefore(),
                  upTo,
                  sums),
              origin);
    }
    return new StoredResponse(HttpStatus.OK.value(), Map.of(), "{}", false);
  }

  /** Tells other nodes that this one is alive. */
  private final class Pulse implements Runnable {
    private final RunningClosing closing;
    private long last = System.nanoTime();

    Pulse(RunningClosing closing) {
      this.closing = closing;
    }

    @Override
    public void run() {
      if (loop.isClosing()) {
        throw new Stopped();
      }
      if (System.nanoTime() - last >= BEAT.toNanos()) {
        last = System.nanoTime();
        if (!claim(closing)) {
          throw new Stopped();
        }
      }
    }
  }

  @Override
  public void start() {
    loop = loop();
    loop.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    loop.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
