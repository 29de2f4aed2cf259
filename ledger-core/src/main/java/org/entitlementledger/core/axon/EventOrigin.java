package org.entitlementledger.core.axon;

import java.time.Instant;
import java.util.HashMap;
import java.util.Objects;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.entitlementledger.core.axon.CommandGroup.Step;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.json.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * The origin of an event, carried to the log in the metadata of its message.
 *
 * @param command the logical name of the command
 * @param actor the id of the caller
 * @param recordedAt by the ledger's clock: Axon's own timestamp is that of the node
 * @param imported whether it is history from before this ledger
 */
public record EventOrigin(
    String command,
    String actor,
    @Nullable String reason,
    @Nullable String correlationId,
    Instant recordedAt,
    boolean imported) {
  private static final String COMMAND = "command";
  private static final String ACTOR = "actor";
  private static final String REASON = "reason";
  private static final String CORRELATION_ID = "correlationId";
  private static final String RECORDED_AT = "recordedAt";
  private static final String IMPORTED = "imported";

  static EventOrigin of(Step step) {
    Context context = step.context();
    return new EventOrigin(
        EventNames.of(step.command().getClass()),
        context.actor(),
        context.reason(),
        step.correlationId(),
        context.now(),
        context.imported());
  }

  /** Reads the metadata of a message. */
  public static EventOrigin of(Message<?> message) {
    MetaData known = message.getMetaData();
    return new EventOrigin(
        (String) required(known, COMMAND),
        (String) required(known, ACTOR),
        (String) known.get(REASON),
        (String) known.get(CORRELATION_ID),
        (Instant) required(known, RECORDED_AT),
        (Boolean) required(known, IMPORTED));
  }

  private static Object required(MetaData known, String key) {
    return Objects.requireNonNull(known.get(key), key);
  }

  /** The metadata for a message. */
  MetaData metaData() {
    var all = new HashMap<String, Object>();
    all.put(COMMAND, command);
    all.put(ACTOR, actor);
    all.put(RECORDED_AT, recordedAt);
    all.put(IMPORTED, imported);
    if (reason != null) {
      all.put(REASON, reason);
    }
    if (correlationId != null) {
      all.put(CORRELATION_ID, correlationId);
    }
    return MetaData.from(all);
  }
}
