package org.entitlementledger.api.command.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.entitlementledger.api.command.LineCommands;
import org.entitlementledger.api.command.ParsedLine;
import org.entitlementledger.api.ledger.CommandAnswers;
import org.entitlementledger.api.ledger.CommandOutcome;
import org.entitlementledger.api.ledger.CommandRequest;
import org.entitlementledger.api.ledger.InFlightLimit;
import org.entitlementledger.api.ledger.Reply;
import org.entitlementledger.api.ledger.RequestGroup;
import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.ledger.tables.RefusalRow;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.problem.ExceptionProblems;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.RequestRate;
import org.entitlementledger.api.web.request.LineRequest;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the lines of a batch in order and submits their commands to the writer. */
final class BatchRun {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

  private static final ProblemAnswer LONG_LINE =
      new ProblemAnswer(
          Slug.TOO_LARGE,
          "a line may have at most " + LineRequest.LONGEST_LINE + " bytes",
          Map.of("limit", LineRequest.LONGEST_LINE));

  private static final ProblemAnswer CUT_OFF =
      ProblemAnswer.of(Refusal.invalid("body", "could not be read to its end"));

  private final LineCommands commands;
  private final Writer writer;
  private final CommandAnswers answers;
  private final RequestRate rate;
  private final LineRequest request;
  private final ResultStream results;
  private final InFlightLimit inFlight = new InFlightLimit();
  private final UnitCollector units;

  /**
   * @param atomic whether consecutive lines of one account are one unit
   */
  BatchRun(
      LineCommands commands,
      Writer writer,
      CommandAnswers answers,
      RequestRate rate,
      LineRequest request,
      ResultStream results,
      boolean atomic) {
    this.commands = commands;
    this.writer = writer;
    this.answers = answers;
    this.rate = rate;
    this.request = request;
    this.results = results;
    this.units = new UnitCollector(atomic, this);
  }

  /**
   * Runs until all lines are read and all results are written. If the lines break off, the last
   * result says so and an incomplete unit is not executed. If the client has disconnected, the run
   * ends.
   */
  void run(LineReader lines) throws InterruptedException {
    try {
      read(lines);
    } finally {
      results.end();
    }
  }

  private void read(LineReader lines) throws InterruptedException {
    try {
      while (lines.next()) {
        if (results.gone()) {
          return;
        }
        rate.awaitLine(request.caller());
        units.take(lines.number(), ask(lines.number(), lines.bytes()));
      }
      units.end();
    } catch (IOException cutOff) {
      LOG.debug("a batch broke off in line {}", lines.number(), cutOff);
      breakOff(lines.number(), CUT_OFF);
    } catch (RuntimeException fault) {
      LOG.error("a batch failed in line {}", lines.number(), fault);
      breakOff(lines.number(), ExceptionProblems.of(fault, request.requestId()));
    }
  }

  private void breakOff(long line, ProblemAnswer problem) throws InterruptedException {
    units.breakOff(line);
    tell(line, problem);
  }

  private ParsedLine ask(long line, byte @Nullable [] bytes) {
    if (bytes == null) {
      return new ParsedLine.Refused(null, LONG_LINE, null);
    }
    try {
      return commands.read(line, bytes, request);
    } catch (RuntimeException fault) {
      LOG.error("line {} failed", line, fault);
      return new ParsedLine.Refused(null, ExceptionProblems.of(fault, request.requestId()), null);
    }
  }

  /** Submits commands that are accepted all or none. */
  void submit(List<Long> lines, List<CommandRequest> requests) throws InterruptedException {
    var group = new RequestGroup(requests, refusals(lines));
    results.add(
        lines, writer.submit(group, inFlight).thenApply(all -> waiting(group.commands(), all)));
  }

  /** Runs on the writer's thread, so answers are built later, by the thread that writes results. */
  private List<Supplier<StoredResponse>> waiting(
      List<CommandRequest> requests, List<Reply> replies) {
    var waiting = new ArrayList<Supplier<StoredResponse>>();
    for (int i = 0; i < replies.size(); i++) {
      CommandRequest request = requests.get(i);
      Reply reply = replies.get(i);
      waiting.add(() -> answers.of(request, reply));
    }
    return waiting;
  }

  private RequestGroup.Refusals refusals(List<Long> lines) {
    return new RequestGroup.Refusals() {
      @Override
      public CommandOutcome.Refused rolledBack(int fault) {
        return refused(undone(lines.get(fault)));
      }

      @Override
      public CommandOutcome.Refused conflict() {
        return refused(ExceptionProblems.OTHER_REQUEST);
      }
    };
  }

  private static CommandOutcome.Refused refused(ProblemAnswer problem) {
    return new CommandOutcome.Refused(problem.slug().text(), problem.detail(), problem.facts());
  }

  /** The problem of the other lines in a refused unit. */
  static ProblemAnswer undone(long fault) {
    return new ProblemAnswer(
        Slug.ROLLED_BACK,
        "line " + fault + " was refused, and its unit is undone with it",
        Map.of("line", fault));
  }

  /** Answers a refused line; a refusal for a missing role is recorded for auditors first. */
  void tell(long line, ParsedLine.Refused refused) throws InterruptedException {
    RefusalRow attempt = refused.attempt();
    if (attempt == null || request.dryRun()) {
      tell(line, refused.problem());
      return;
    }
    CompletableFuture<@Nullable Void> recorded = writer.record(attempt, inFlight);
    StoredResponse answer = answer(refused.problem());
    results.add(
        List.of(line),
        recorded.handle(
            (_, failed) -> {
              if (failed != null) {
                LOG.warn("a refusal by role could not be kept", failed);
              }
              return List.of(() -> answer);
            }));
  }

  /** Answers a line that is not submitted. */
  void tell(long line, ProblemAnswer problem) throws InterruptedException {
    StoredResponse answer = answer(problem);
    results.add(List.of(line), CompletableFuture.completedFuture(List.of(() -> answer)));
  }

  private StoredResponse answer(ProblemAnswer problem) {
    return BatchResult.answer(problem, request.path());
  }
}
