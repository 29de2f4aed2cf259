package org.entitlementledger.core.voucher;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.standing.Item;
import org.entitlementledger.core.voucher.VoucherEvent.OfOne;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherAssigned;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherBooked;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherIssued;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedeemed;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedemptionVoided;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherReplaced;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRevoked;
import org.jspecify.annotations.Nullable;

/**
 * One voucher.
 *
 * @param expiresAt the midnight after its last day: at this instant it is expired
 * @param untilContractEnd whether a termination of the contract brings the expiry forward
 * @param occurredAt when it was issued
 * @param examAt when the exam is booked, or was taken
 * @param replaces the code that it stands for
 * @param replacedBy the code that stands for it
 * @param draws what it drew of what its batch drew, for its revocation
 * @param redemption what its last redemption replaced, for the void; absent while it has had none
 */
public record Voucher(
    String code,
    @Nullable String certification,
    Instant expiresAt,
    boolean untilContractEnd,
    String contractId,
    Instant occurredAt,
    State state,
    @Nullable String assigneeId,
    @Nullable Instant examAt,
    @Nullable String examCode,
    @Nullable String providerTransactionId,
    @Nullable String replaces,
    @Nullable String replacedBy,
    List<Movement> draws,
    @Nullable Redemption redemption)
    implements Item {
  static final String EXPIRED = "expired";

  /** The state that a redemption replaced; {@code voided} where the redemption was voided since. */
  public record Redemption(
      State state, @Nullable Instant examAt, @Nullable String examCode, boolean voided) {}

  /** Where a voucher is in its life cycle, and what may be asked of it there. */
  public enum State {
    ISSUED,
    ASSIGNED,
    BOOKED,
    REDEEMED,
    REVOKED,
    REPLACED;

    /** As answers write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What may be asked next, as paths name it; nothing where it is final. */
    List<String> allowed() {
      return switch (this) {
        case ISSUED -> List.of("assignment", "redemption", "revocation", "replacement");
        case ASSIGNED ->
            List.of("assignment", "booking", "redemption", "revocation", "replacement");
        case BOOKED -> List.of("booking", "redemption", "revocation", "replacement");
        case REDEEMED -> List.of("void");
        case REVOKED, REPLACED -> List.of();
      };
    }

    /** Whether it can still expire. */
    boolean isUnused() {
      return this == ISSUED || this == ASSIGNED || this == BOOKED;
    }
  }

  @Override
  public String id() {
    return code;
  }

  @Override
  public String status(Instant now, Contracts contracts) {
    boolean over = state.isUnused() && !now.isBefore(expiry(contracts));
    return over ? EXPIRED : state.key();
  }

  @Override
  public Voucher seen(Instant now, Contracts contracts) {
    return new Voucher(
        code,
        certification,
        expiry(contracts),
        untilContractEnd,
        contractId,
        occurredAt,
        state,
        assigneeId,
        examAt,
        examCode,
        providerTransactionId,
        replaces,
        replacedBy,
        draws,
        redemption);
  }

  @Override
  public List<Movement> standingDraws() {
    return state == State.REVOKED || state == State.REPLACED ? List.of() : draws;
  }

  /**
   * When it expires: as recorded when it was issued. A termination brings it forward; a renewal, or
   * other rules of the zone, do not move it.
   */
  public Instant expiry(Contracts contracts) {
    Contract contract = contracts.get(contractId);
    Instant end = contract.term().end();
    boolean forward = contract.terminatedOn() != null && end.isBefore(expiresAt);
    return untilContractEnd && forward ? end : expiresAt;
  }

  /**
   * Whether its exam was taken, or is booked, on one of {@code days}; on any where none are given.
   */
  public boolean isTakenIn(@Nullable Days days, ZoneId zone) {
    return days == null || (examAt != null && days.in(AccountZone.of(zone)).contains(examAt));
  }

  /** The voucher {@code id} after an event; {@code before} is null for a new one. */
  public static Voucher after(@Nullable Voucher before, VoucherEvent event, String id) {
    return switch (event) {
      case VoucherIssued issued -> issued(issued, issued.codes().indexOf(id));
      case VoucherReplaced replaced when replaced.replacement().equals(id) -> standIn(replaced);
      case OfOne one -> Objects.requireNonNull(before, "a voucher is issued first").after(one);
    };
  }

  private Voucher after(OfOne event) {
    return switch (event) {
      case VoucherAssigned given ->
          with(State.ASSIGNED, given.assigneeId(), examAt, examCode, providerTransactionId, null);
      case VoucherBooked booked ->
          with(State.BOOKED, assigneeId, booked.examAt(), booked.examCode(), null, null);
      case VoucherRedeemed used ->
          with(
                  State.REDEEMED,
                  assigneeId,
                  used.occurredAt(),
                  used.examCode() == null ? examCode : used.examCode(),
                  used.providerTransactionId(),
                  null)
              .remembering(new Redemption(state, examAt, examCode, false));
      case VoucherRedemptionVoided voided -> {
        Redemption before = Objects.requireNonNull(redemption, "it was redeemed before");
        yield with(before.state(), assigneeId, before.examAt(), before.examCode(), null, null)
            .remembering(new Redemption(before.state(), before.examAt(), before.examCode(), true));
      }
      case VoucherRevoked revoked -> with(State.REVOKED, assigneeId, examAt, examCode, null, null);
      case VoucherReplaced replaced ->
          with(State.REPLACED, assigneeId, examAt, examCode, null, replaced.replacement());
    };
  }

  /** The one at {@code place} in its batch. */
  static Voucher issued(VoucherIssued event, int place) {
    return begun(
        event.codes().get(place),
        event.certification(),
        event.expiresAt(),
        event.untilContractEnd(),
        event.contractId(),
        event.occurredAt(),
        null,
        share(event.movements(), place));
  }

  private static Voucher standIn(VoucherReplaced event) {
    String code = event.replacement();
    String replaced = event.code();
    return begun(
        code,
        event.certification(),
        event.expiresAt(),
        event.untilContractEnd(),
        event.contractId(),
        event.occurredAt(),
        replaced,
        event.draws());
  }

  /** What a batch drew is its vouchers' in order: the first draws are the first codes'. */
  private static List<Movement> share(List<Movement> draws, int place) {
    var share = new ArrayList<Movement>();
    Quantity skip = Quantity.of(place);
    Quantity left = Quantity.ONE;
    for (Movement draw : draws) {
      Quantity skipped = skip.min(draw.quantity());
      Quantity part = left.min(draw.quantity().minus(skipped));
      skip = skip.minus(skipped);
      left = left.minus(part);
      if (part.isPositive()) {
        share.add(draw.with(part));
      }
    }
    return List.copyOf(share);
  }

  private static Voucher begun(
      String code,
      @Nullable String certification,
      Instant expiresAt,
      boolean untilContractEnd,
      String contractId,
      Instant occurredAt,
      @Nullable String replaces,
      List<Movement> draws) {
    return new Voucher(
        code,
        certification,
        expiresAt,
        untilContractEnd,
        contractId,
        occurredAt,
        State.ISSUED,
        null,
        null,
        null,
        null,
        replaces,
        null,
        draws,
        null);
  }

  private Voucher remembering(Redemption latest) {
    return new Voucher(
        code,
        certification,
        expiresAt,
        untilContractEnd,
        contractId,
        occurredAt,
        state,
        assigneeId,
        examAt,
        examCode,
        providerTransactionId,
        replaces,
        replacedBy,
        draws,
        latest);
  }

  private Voucher with(
      State next,
      @Nullable String holder,
      @Nullable Instant exam,
      @Nullable String which,
      @Nullable String transaction,
      @Nullable String successor) {
    return new Voucher(
        code,
        certification,
        expiresAt,
        untilContractEnd,
        contractId,
        occurredAt,
        next,
        holder,
        exam,
        which,
        transaction,
        replaces,
        successor,
        draws,
        redemption);
  }
}
