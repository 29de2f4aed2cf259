package org.entitlementledger.api.command.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.entitlementledger.api.command.LineCommands;
import org.entitlementledger.api.ledger.CommandAnswers;
import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.RequestRate;
import org.entitlementledger.api.security.access.Role;
import org.entitlementledger.api.web.RecordingAccessDeniedHandler;
import org.entitlementledger.api.web.request.LineRequest;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.request.Spool;
import org.entitlementledger.api.web.route.AcceptsLines;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Executes batches of commands (API.md, "Commands on an account"). */
@RestController
final class BatchController {
  private final LineCommands commands;
  private final Writer writer;
  private final CommandAnswers answers;
  private final RecordingAccessDeniedHandler access;
  private final RequestRate rate;
  private final Spool spool;

  BatchController(
      LineCommands commands,
      Writer writer,
      CommandAnswers answers,
      RecordingAccessDeniedHandler access,
      RequestRate rate,
      Spool spool) {
    this.commands = commands;
    this.writer = writer;
    this.answers = answers;
    this.access = access;
    this.rate = rate;
    this.spool = spool;
  }

  /**
   * The query parameters of a batch.
   *
   * @param atomic {@code account}: neighbouring lines of one account are accepted all or none
   * @param imported history from before this ledger; needs the role {@code admin}
   * @param dryRun decide and answer, record nothing
   */
  record Manner(
      @Nullable String atomic,
      @JsonProperty("import") @Nullable Boolean imported,
      @Nullable Boolean dryRun) {
    Manner {
      if (atomic != null && !atomic.equals("account")) {
        throw Refusal.invalid("atomic", "must be account");
      }
    }
  }

  @PostMapping("/v1/batches")
  @Operation(
      operationId = "runBatch",
      summary = "Run many commands, one per line, with a result for each")
  @AcceptsLines(BatchLine.class)
  @ResponseType(value = BatchResult.class, type = LineRequest.NDJSON)
  void run(@Query Manner manner, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean imported = Boolean.TRUE.equals(manner.imported());
    if (imported) {
      access.require(Role.ADMIN, request);
    }
    var lines = LineRequest.of(request, Boolean.TRUE.equals(manner.dryRun()), imported);
    response.setContentType(LineRequest.NDJSON);
    var results = new ResultStream(response.getOutputStream(), lines);
    var batch =
        new BatchRun(commands, writer, answers, rate, lines, results, manner.atomic() != null);
    try (var backlog = new Backlog(spool)) {
      Thread running = Thread.ofVirtual().name("batch").start(() -> run(batch, backlog));
      backlog.fill(request.getInputStream());
      running.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RequestRejected(Slug.UNAVAILABLE, "the service is shutting down");
    }
  }

  private static void run(BatchRun batch, Backlog backlog) {
    try (backlog) {
      batch.run(new LineReader(backlog));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
