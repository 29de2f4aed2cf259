package org.entitlementledger.api.command.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.command.ParsedLine;
import org.entitlementledger.api.ledger.CommandRequest;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.Slug;
import org.jspecify.annotations.Nullable;

/**
 * Groups consecutive lines of one account into units that are accepted all or none. A line without
 * an account ends the unit and stands alone.
 */
final class UnitCollector {
  /** The most lines of a unit. */
  private static final int MOST = 1_000;

  private static final ProblemAnswer TOO_MANY =
      new ProblemAnswer(
          Slug.TOO_LARGE,
          "a unit, which is what neighbouring lines of one account are, may have at most "
              + MOST
              + " lines",
          Map.of("limit", MOST));

  private final boolean atomic;
  private final BatchRun batch;
  private final List<Member> unit = new ArrayList<>();
  private @Nullable String accountId;
  private boolean tooMany;

  private record Member(long line, ParsedLine ask) {}

  UnitCollector(boolean atomic, BatchRun batch) {
    this.atomic = atomic;
    this.batch = batch;
  }

  /** Adds the next line. */
  void take(long line, ParsedLine ask) throws InterruptedException {
    String named = ask.accountId();
    if (!atomic || named == null) {
      end();
      alone(line, ask);
      return;
    }
    if (!named.equals(accountId)) {
      end();
      accountId = named;
    }
    if (unit.size() == MOST) {
      tooMany = true;
      refuse(TOO_MANY);
    }
    if (tooMany) {
      batch.tell(line, TOO_MANY);
    } else {
      unit.add(new Member(line, ask));
    }
  }

  /** Ends the current unit and submits its lines together. */
  void end() throws InterruptedException {
    Member fault = fault();
    if (fault != null) {
      undo(fault);
    } else if (!unit.isEmpty()) {
      batch.submit(unit.stream().map(Member::line).toList(), requests());
    }
    clear();
  }

  /** Refuses the current unit, since the lines broke off and it may be incomplete. */
  void breakOff(long line) throws InterruptedException {
    refuse(BatchRun.undone(line));
    clear();
  }

  private void clear() {
    unit.clear();
    accountId = null;
    tooMany = false;
  }

  private void alone(long line, ParsedLine ask) throws InterruptedException {
    switch (ask) {
      case ParsedLine.Command command -> batch.submit(List.of(line), List.of(command.request()));
      case ParsedLine.Refused refused -> batch.tell(line, refused);
    }
  }

  /** The first line of the unit that is refused before it reaches the writer. */
  private @Nullable Member fault() {
    return unit.stream()
        .filter(member -> member.ask() instanceof ParsedLine.Refused)
        .findFirst()
        .orElse(null);
  }

  private void undo(Member fault) throws InterruptedException {
    for (Member member : unit) {
      if (member.line() == fault.line()) {
        alone(fault.line(), fault.ask());
      } else {
        batch.tell(member.line(), BatchRun.undone(fault.line()));
      }
    }
  }

  private void refuse(ProblemAnswer problem) throws InterruptedException {
    for (Member member : unit) {
      batch.tell(member.line(), problem);
    }
    unit.clear();
  }

  private List<CommandRequest> requests() {
    var requests = new ArrayList<CommandRequest>();
    for (Member member : unit) {
      if (member.ask() instanceof ParsedLine.Command command) {
        requests.add(command.request());
      }
    }
    return requests;
  }
}
