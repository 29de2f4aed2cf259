package org.entitlementledger.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.web.Await;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.request.JsonBody;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.LedgerClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads and moves the clock of a rehearsal ledger. Other ledgers have no such path. */
@RestController
final class TestClockController {
  private static final Logger LOG = LoggerFactory.getLogger(TestClockController.class);
  private final LedgerClock clock;
  private final Writer writer;

  TestClockController(LedgerClock clock, Writer writer) {
    this.clock = clock;
    this.writer = writer;
  }

  /** What the clock says, or shall say. */
  record Now(Instant now) {}

  @GetMapping("/v1/test-clock")
  @Operation(operationId = "getTestClock", summary = "Get the test clock of a rehearsal")
  @ResponseType(value = Now.class, refuses = Slug.NOT_FOUND)
  ResponseEntity<Now> read() {
    Head head = clock.head();
    if (head.testNow() == null) {
      throw Refusal.of(Problem.NOT_FOUND, "this ledger is no rehearsal: it has no test clock");
    }
    return Json.ok(new Now(head.now()));
  }

  @PutMapping("/v1/test-clock")
  @Operation(operationId = "moveTestClock", summary = "Move the test clock of a rehearsal forward")
  @ResponseType(value = Now.class, refuses = Slug.NOT_FOUND)
  ResponseEntity<Now> move(@JsonBody Now to) {
    Instant now = Await.on(writer.moveClock(to.now()));
    LOG.info("{} moved the test clock to {}", Caller.present().actor(), now);
    return Json.ok(new Now(now));
  }
}
