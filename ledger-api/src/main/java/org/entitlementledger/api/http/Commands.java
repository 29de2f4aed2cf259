package org.entitlementledger.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Function;
import org.entitlementledger.api.write.Answer;
import org.entitlementledger.api.write.Receipt;
import org.entitlementledger.api.write.Submission;
import org.entitlementledger.core.AccountCommand;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Sends commands on their way and gives their answers. */
@Component
public final class Commands {
  private static final String REPLAYED = "Idempotent-Replayed";

  /** Does a command that makes something, or that tells something of what is there: 201. */
  public <C extends AccountCommand> ResponseEntity<byte[]> create(
      Ask<C> ask, Function<Receipt, Made> resource) {
    return run(ask, HttpStatus.CREATED, resource);
  }

  /** Does a command that puts something in its place, or ends it: 200. */
  public <C extends AccountCommand> ResponseEntity<byte[]> change(
      Ask<C> ask, Function<Receipt, Made> resource) {
    return run(ask, HttpStatus.OK, resource);
  }

  private <C extends AccountCommand> ResponseEntity<byte[]> run(
      Ask<C> ask, HttpStatus accepted, Function<Receipt, Made> resource) {
    var submission =
        new Submission(
            ask.command(),
            ask.caller().actor(),
            ask.occurredAt(),
            ask.reason(),
            ask.expectedVersions(),
            ask.requestId(),
            ask.correlationId(),
            ask.key(),
            ask.dryRun(),
            ask.imported(),
            new Decided(ask.path(), accepted.value(), resource));
    return ask.way().take(submission);
  }

  /** An answer that is kept, or was. */
  public static ResponseEntity<byte[]> entity(Answer answer) {
    var response = ResponseEntity.status(answer.status());
    answer.headers().forEach(response::header);
    if (answer.replayed()) {
      response.header(REPLAYED, "true");
    }
    return response.body(answer.body().getBytes(UTF_8));
  }
}
