package org.entitlementledger.core.reconciliation;

import java.time.Instant;
import java.util.Locale;
import org.entitlementledger.core.kernel.Lifecycle;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How one difference is, or is to be, settled. Once settled it is never taken back.
 *
 * @param decidedBy who approved or rejected it; absent where nobody had to, or has yet
 * @param decidedAt likewise
 * @param position of the event that it recorded; absent where it recorded none
 */
public record Resolution(
    String resolutionId,
    ResolutionAction action,
    Status status,
    String reason,
    String requestedBy,
    Instant requestedAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable Long position) {

  /** Where a resolution is in its life cycle. */
  public enum Status {
    /** It waits for another person; the difference is not settled. */
    PENDING,
    /** For good. */
    SETTLED,
    /** The difference is as if nobody had asked. */
    REJECTED;

    /** As answers write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one with this key. */
    public static Status of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  /** A new resolution, settled unless another person must approve it. */
  public static Resolution requested(
      String resolutionId,
      ResolutionAction action,
      String reason,
      String requestedBy,
      Instant requestedAt,
      @Nullable Long position) {
    Status status = action.needsApproval() ? Status.PENDING : Status.SETTLED;
    return new Resolution(
        resolutionId, action, status, reason, requestedBy, requestedAt, null, null, position);
  }

  /**
   * The same, approved or rejected by another person.
   *
   * @throws Refusal {@code self-approval}, {@code invalid-transition} where it does not wait
   */
  public Resolution decided(Status decision, String actor, Instant now) {
    if (requestedBy.equals(actor)) {
      throw Refusal.of(Problem.SELF_APPROVAL, "who asked for it cannot decide on it")
          .with("requestedBy", requestedBy);
    }
    if (status != Status.PENDING) {
      throw Lifecycle.ended("the resolution", status.key());
    }
    return new Resolution(
        resolutionId, action, decision, reason, requestedBy, requestedAt, actor, now, position);
  }

  /** The refusal of another resolution of the same difference. */
  public Refusal another() {
    return Lifecycle.ended("the difference", status.key()).with("resolutionId", resolutionId);
  }
}
