package org.entitlementledger.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.request.IdempotentRequest;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.projector.ViewState;
import org.entitlementledger.projections.rebuild.Comparison;
import org.entitlementledger.projections.rebuild.Comparison.Difference;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.entitlementledger.projections.views.Views;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows administrators the state of each view, and rebuilds views. */
@RestController
final class ViewsController {
  private static final Logger LOG = LoggerFactory.getLogger(ViewsController.class);
  private static final String PATH = "/v1/admin/views";

  private final ViewPositions positions;
  private final Rebuild rebuild;

  ViewsController(ViewPositions positions, Rebuild rebuild) {
    this.positions = positions;
    this.rebuild = rebuild;
  }

  /**
   * How a view is.
   *
   * @param behind for how long the log has held events that it does not reflect, ISO-8601
   * @param serves whether its questions are answered; else they are 503
   */
  record SeenView(String view, long position, long head, String behind, boolean serves) {
    static SeenView of(ViewState state) {
      return new SeenView(
          state.view(), state.position(), state.head(), state.behind().toString(), state.serves());
    }
  }

  /**
   * A view beside what the log gives.
   *
   * @param through the position at which both stand
   * @param differences the first 1,000, by position
   */
  record ComparedView(
      String view, long through, long differenceCount, List<DifferentRow> differences) {
    static ComparedView of(Comparison comparison) {
      return new ComparedView(
          comparison.view(),
          comparison.through(),
          comparison.count(),
          comparison.differences().stream().map(DifferentRow::of).toList());
    }
  }

  /**
   * A row that is not what the log gives.
   *
   * @param key its primary key
   * @param kind {@code missing}, {@code unfounded} or {@code changed}
   */
  record DifferentRow(long position, String table, String key, String kind) {
    static DifferentRow of(Difference row) {
      return new DifferentRow(
          row.position(), row.table(), row.key(), row.kind().name().toLowerCase(Locale.ROOT));
    }
  }

  @GetMapping(PATH)
  @Operation(operationId = "listViews", summary = "List views with their positions")
  @ResponseType(value = SeenView.class, list = true)
  ResponseEntity<PageAnswer<SeenView>> list() {
    List<SeenView> seen =
        positions.states().stream()
            .sorted(Comparator.comparing(ViewState::view))
            .map(SeenView::of)
            .toList();
    return Json.list(new Page<>(seen, null, 0));
  }

  @PostMapping(PATH + "/{view}/comparison")
  @Operation(
      operationId = "compareView",
      summary = "Compare a view with the log without changing it")
  @ResponseType(
      value = ComparedView.class,
      refuses = {Slug.INVALID_TRANSITION, Slug.IDEMPOTENCY_CONFLICT})
  ResponseEntity<?> compare(@PathVariable String view, IdempotentRequest once) {
    return once.answer(() -> compared(view));
  }

  private ResponseEntity<ComparedView> compared(String view) {
    return Json.ok(ComparedView.of(rebuild.compare(List.of(named(view))).getFirst()));
  }

  @PostMapping(PATH + "/{view}/rebuild")
  @Operation(operationId = "rebuildView", summary = "Rebuild a view from the log")
  @ResponseType(
      value = ComparedView.class,
      refuses = {Slug.INVALID_TRANSITION, Slug.IDEMPOTENCY_CONFLICT})
  ResponseEntity<?> rebuild(@PathVariable String view, IdempotentRequest once) {
    return once.answer(
        () -> {
          rebuild.run(List.of(named(view)));
          LOG.info("{} rebuilt the view {}", Caller.present().actor(), view);
          return compared(view);
        });
  }

  private static View named(String name) {
    return Views.ALL.stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Refusal.of(Problem.NOT_FOUND, "there is no such view").with("view", name));
  }
}
