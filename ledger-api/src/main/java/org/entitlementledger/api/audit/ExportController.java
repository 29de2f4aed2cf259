package org.entitlementledger.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.List;
import org.entitlementledger.api.audit.export.Export;
import org.entitlementledger.api.audit.export.ExportedLine;
import org.entitlementledger.api.problem.ClientDisconnect;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.request.LineRequest;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsTree;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.projections.audit.AuditFilter;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.tree.SealedTree;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Exports events in a form that can be verified without the service. */
@RestController
final class ExportController {
  private static final Logger LOG = LoggerFactory.getLogger(ExportController.class);
  private static final int BUFFER = 1 << 16;
  private static final List<String> VIEWS = List.of(AuditQueries.VIEW);

  private final AuditQueries audit;
  private final SealedTree tree;
  private final LedgerKeys keys;
  private final ViewPositions positions;
  private final FilterCheck known;

  ExportController(
      AuditQueries audit,
      SealedTree tree,
      LedgerKeys keys,
      ViewPositions positions,
      FilterCheck known) {
    this.audit = audit;
    this.tree = tree;
    this.keys = keys;
    this.positions = positions;
    this.known = known;
  }

  /**
   * How far an export goes.
   *
   * @param through the last position, or 0 for what the ledger was before its first event; that of
   *     the newest signed head unless given
   */
  record Range(@Nullable Long through) {}

  @GetMapping("/v1/audit/export")
  @Operation(
      operationId = "exportEvents",
      summary = "Export events as lines, with a manifest to verify them")
  @ResponseType(value = ExportedLine.class, type = LineRequest.NDJSON, refuses = Slug.NOT_FOUND)
  @ReadsTree
  void export(@Query AuditFilter filter, @Query Range range, HttpServletResponse response)
      throws IOException {
    long size = tree.head().size();
    long through = range.through() == null ? size : range.through();
    if (through > size) {
      throw TreeController.beyond("through", through, size);
    }
    if (!filter.equals(AuditFilter.ALL)) {
      await(through);
      known.requireInLedger(filter);
    }
    var export = new Export(filter, through, tree.checkpoint(through, keys.ring()));
    response.setContentType(LineRequest.NDJSON);
    var out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
    try {
      export.write(audit, out);
      out.flush();
    } catch (RuntimeException failed) {
      if (!response.isCommitted()) {
        response.resetBuffer();
        throw failed;
      }
      // what comes without a manifest was cut, and says so itself
      Level level = ClientDisconnect.caused(failed) ? Level.DEBUG : Level.WARN;
      LOG.atLevel(level).log("an export was cut: {}", failed.toString());
    }
  }

  /** Filters are answered from the view. */
  private void await(long through) {
    positions.requireServing(VIEWS);
    try {
      positions.await(VIEWS, through);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RequestRejected(Slug.UNAVAILABLE, "the service is shutting down");
    }
  }
}
