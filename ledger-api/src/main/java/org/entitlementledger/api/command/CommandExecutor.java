package org.entitlementledger.api.command;

import jakarta.servlet.http.HttpServletRequest;
import org.entitlementledger.api.ledger.CommandAnswers;
import org.entitlementledger.api.ledger.CommandRequest;
import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.web.Await;
import org.entitlementledger.api.web.request.IdempotentRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Sends commands to the writer and responds with the results. */
@Component
public final class CommandExecutor {
  private final Writer writer;
  private final CommandAnswers answers;
  private final ItemRepresentations items;
  private final KnownPeople people;

  CommandExecutor(
      Writer writer, CommandAnswers answers, ItemRepresentations items, KnownPeople people) {
    this.writer = writer;
    this.answers = answers;
    this.items = items;
    this.people = people;
  }

  /** Executes the command of a request and waits for the answer. */
  public ResponseEntity<byte[]> execute(CommandRoute route, HttpServletRequest request) {
    CommandRequest command =
        commandRequest(route, RequestedCommand.read(route.commands(), request));
    return IdempotentRequest.entity(answers.of(command, Await.on(writer.submit(command))));
  }

  /** The writer's request for a command, answered as its route defines. */
  CommandRequest commandRequest(CommandRoute route, RequestedCommand requested) {
    return new CommandRequest(
        requested.command(),
        requested.caller().actor(),
        requested.occurredAt(),
        requested.reason(),
        requested.expectedVersions(),
        requested.requestId(),
        requested.correlationId(),
        requested.key(),
        requested.dryRun(),
        requested.imported(),
        new ResponseMapper(
            requested.path(),
            route.status().value(),
            result ->
                route
                    .representation()
                    .apply(new AcceptedCommand(result, requested, items, people))));
  }
}
