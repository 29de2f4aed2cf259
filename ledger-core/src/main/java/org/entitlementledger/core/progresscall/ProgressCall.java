package org.entitlementledger.core.progresscall;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallLogged;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallVoided;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.standing.Item;
import org.jspecify.annotations.Nullable;

/**
 * One call.
 *
 * @param occurredAt when it was held
 * @param draws what it drew, for its void
 */
public record ProgressCall(
    String callId,
    Instant occurredAt,
    @Nullable Integer durationMinutes,
    List<String> attendeeIds,
    @Nullable String summary,
    State state,
    List<Movement> draws)
    implements Item {
  /** Where a call is in its life cycle. */
  public enum State {
    LOGGED("logged"),
    VOIDED("voided");

    private final String key;

    State(String key) {
      this.key = key;
    }

    /** As answers write it. */
    public String key() {
      return key;
    }
  }

  @Override
  public String id() {
    return callId;
  }

  @Override
  public String status(Instant now) {
    return state.key;
  }

  /** The call after an event; {@code before} is null for a new one. */
  public static ProgressCall after(@Nullable ProgressCall before, ProgressCallEvent event) {
    return switch (event) {
      case ProgressCallLogged logged ->
          new ProgressCall(
              logged.callId(),
              logged.occurredAt(),
              logged.durationMinutes(),
              logged.attendeeIds(),
              logged.summary(),
              State.LOGGED,
              logged.movements());
      case ProgressCallVoided voided ->
          Objects.requireNonNull(before, "a call is logged before it is voided").in(State.VOIDED);
    };
  }

  private ProgressCall in(State next) {
    return new ProgressCall(callId, occurredAt, durationMinutes, attendeeIds, summary, next, draws);
  }
}
