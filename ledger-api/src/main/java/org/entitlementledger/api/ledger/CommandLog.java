package org.entitlementledger.api.ledger;

import org.entitlementledger.core.json.EventNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs each decided command at debug once it is durable, with the fields that identify a command in
 * any log line (docs/OPERATIONS.md, "Logs").
 */
final class CommandLog {
  /** Operators set its level by this name, so it does not follow the class. */
  private static final Logger LOG =
      LoggerFactory.getLogger("org.entitlementledger.api.write.CommandLog");

  private CommandLog() {}

  /** Logs a decided command. */
  static void tell(RequestOutcome settled) {
    if (!LOG.isDebugEnabled()) {
      return;
    }
    CommandRequest request = settled.request();
    LoggingEventBuilder line = about(LOG.atDebug(), request);
    String command = EventNames.of(request.command().getClass());
    String tried = request.dryRun() ? "tried out: " : "";
    switch (settled.outcome()) {
      case CommandOutcome.Accepted accepted ->
          line.addKeyValue("position", accepted.result().position())
              .log("{}accepted {}", tried, command);
      case CommandOutcome.Refused refused ->
          line.addKeyValue("problem", refused.problem()).log("{}refused {}", tried, command);
    }
  }

  /** Adds the fields that identify a command to a log line. */
  static LoggingEventBuilder about(LoggingEventBuilder line, CommandRequest request) {
    return line.addKeyValue("command", EventNames.of(request.command().getClass()))
        .addKeyValue("accountId", request.command().accountId())
        .addKeyValue("actor", request.actor())
        .addKeyValue("requestId", request.requestId())
        .addKeyValue("correlationId", request.correlationId());
  }
}
