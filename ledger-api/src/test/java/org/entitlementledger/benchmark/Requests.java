package org.entitlementledger.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.entitlementledger.benchmark.Callers.Action;

/** What callers send over connections of their own. */
final class Requests {
  private final int port;
  private final String authorization;

  Requests(int port, String authorization) {
    this.port = port;
    this.authorization = authorization;
  }

  /** Calls over a connection, on some of the accounts in turn. */
  Action posts(int number) {
    Wire wire = wire();
    var turn = new AtomicLong(number);
    return () ->
        wire.send(
            wire.post(
                "/v1/accounts/" + Ledger.account((int) turn.addAndGet(7)) + "/progress-calls",
                "{\"durationMinutes\":30,\"summary\":\"went well\"}"),
            201);
  }

  /** Batches over a connection, on some of the accounts in turn. */
  Action batches(int number) {
    Wire wire = wire();
    var turn = new AtomicLong(number);
    return () -> {
      var lines = new StringBuilder();
      for (int i = 0; i < Ledger.LINES; i++) {
        lines
            .append("{\"command\":\"log-progress-call\",\"accountId\":\"")
            .append(Ledger.account((int) turn.addAndGet(7)))
            .append("\",\"durationMinutes\":30,\"summary\":\"went well\"}\n");
      }
      wire.sendForLines(wire.batch(lines.toString()), "\"status\":201", Ledger.LINES);
    };
  }

  /** Questions over a connection, to one account. */
  Action gets(String path, String account) {
    Wire wire = wire();
    byte[] request = wire.get(path.replace("{accountId}", account));
    return () -> wire.send(request, 200);
  }

  /** Questions over a connection, to some of the accounts in turn. */
  Action gets(int number, String path) {
    Wire wire = wire();
    var turn = new AtomicLong(number);
    return () ->
        wire.send(
            wire.get(path.replace("{accountId}", Ledger.account((int) turn.addAndGet(7)))), 200);
  }

  private Wire wire() {
    try {
      return new Wire(port, authorization);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
