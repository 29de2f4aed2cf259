package org.entitlementledger.api.command.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.entitlementledger.api.command.ResponseMapper;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * What became of a line.
 *
 * @param line its number, from 1
 * @param status that of the same command at its own path
 * @param position of its last event in the ledger; absent where it was refused, and in a dry run
 * @param replayed true where it is the first result, given again
 * @param body what the command answers; absent where it was refused
 * @param problem why it was refused (RFC 9457)
 */
record BatchResult(
    long line,
    int status,
    @Nullable Long position,
    @Nullable Boolean replayed,
    @Nullable RawValue body,
    @Nullable RawValue problem) {
  private static final int REFUSED = 400;

  /** The line of the result; the answer is JSON already, and put in as it is. */
  static byte[] json(long line, StoredResponse answer) {
    var json = new StringBuilder(answer.body().length() + 80);
    json.append("{\"line\":").append(line).append(",\"status\":").append(answer.status());
    String position = answer.headers().get(ResponseMapper.POSITION);
    if (position != null) {
      json.append(",\"position\":").append(position);
    }
    if (answer.replayed()) {
      json.append(",\"replayed\":true");
    }
    json.append(answer.status() < REFUSED ? ",\"body\":" : ",\"problem\":");
    return json.append(answer.body()).append("}\n").toString().getBytes(UTF_8);
  }

  /** A problem as the answer of a line. */
  static StoredResponse answer(ProblemAnswer problem, String path) {
    return new StoredResponse(problem.status(), Map.of(), problem.json(path), false);
  }
}
