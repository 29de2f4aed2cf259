package org.entitlementledger.core.voucher;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.voucher.VoucherEvent.OfOne;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherAssigned;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherBooked;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherIssued;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedeemed;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedemptionVoided;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherReplaced;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRevoked;
import org.entitlementledger.core.voucher.VoucherState.Assigned;
import org.entitlementledger.core.voucher.VoucherState.Booked;
import org.entitlementledger.core.voucher.VoucherState.Issued;
import org.entitlementledger.core.voucher.VoucherState.Redeemed;
import org.entitlementledger.core.voucher.VoucherState.Replaced;
import org.entitlementledger.core.voucher.VoucherState.Revoked;
import org.entitlementledger.core.voucher.VoucherState.Unused;
import org.jspecify.annotations.Nullable;

/**
 * One voucher.
 *
 * @param voided the redemption that was voided last; absent where none was, or where the voucher
 *     has been redeemed again since
 */
public record Voucher(
    String code, VoucherTerms terms, VoucherState state, @Nullable VoidedRedemption voided)
    implements Item {
  static final String EXPIRED = "expired";

  /**
   * A redemption that was voided.
   *
   * @param state the word for the state that it had replaced
   * @param exam the exam that was booked in that state
   */
  public record VoidedRedemption(String state, @Nullable Exam exam) {}

  @Override
  public String id() {
    return code;
  }

  @Override
  public String status(Instant now, Contracts contracts) {
    boolean over = state instanceof Unused && !now.isBefore(expiry(contracts));
    return over ? EXPIRED : state.key();
  }

  @Override
  public Voucher seen(Instant now, Contracts contracts) {
    var seen =
        new VoucherTerms(
            terms.certification(),
            validity(contracts),
            terms.contractId(),
            terms.issuedAt(),
            terms.replaces(),
            terms.draws());
    return new Voucher(code, seen, state, voided);
  }

  @Override
  public List<Movement> standingDraws() {
    return state instanceof Revoked || state instanceof Replaced ? List.of() : terms.draws();
  }

  /** Its expiry under {@code contracts}. */
  public Instant expiry(Contracts contracts) {
    return validity(contracts).expiresAt();
  }

  private Validity validity(Contracts contracts) {
    return terms.validity().under(contracts.get(terms.contractId()));
  }

  /**
   * Whether it has an exam, booked or taken, on one of {@code days}; on any day if these are null.
   */
  public boolean isTakenIn(@Nullable Days days, ZoneId zone) {
    Exam exam = state.exam();
    return days == null || (exam != null && isIn(days, AccountZone.of(zone), exam.at()));
  }

  private static boolean isIn(Days days, AccountZone zone, Instant time) {
    return !time.isBefore(days.begins(zone)) && time.isBefore(days.ends(zone));
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
      case VoucherAssigned given -> in(new Assigned(given.assigneeId()));
      case VoucherBooked booked ->
          in(new Booked(assignee(), new Exam(booked.examAt(), booked.examCode())));
      case VoucherRedeemed redeemed -> redeemed(redeemed);
      case VoucherRedemptionVoided unredeemed -> unredeemed();
      case VoucherRevoked revoked -> in(new Revoked(unused()));
      case VoucherReplaced replaced -> in(new Replaced(unused(), replaced.replacement()));
    };
  }

  /** A redemption without an exam is for the booked one. */
  private Voucher redeemed(VoucherRedeemed event) {
    Exam booked = state.exam();
    String examCode = event.examCode() == null && booked != null ? booked.code() : event.examCode();
    var exam = new Exam(event.occurredAt(), examCode);
    return new Voucher(
        code, terms, new Redeemed(unused(), exam, event.providerTransactionId()), null);
  }

  private Voucher unredeemed() {
    if (!(state instanceof Redeemed redeemed)) {
      throw new IllegalStateException("a voucher is redeemed before that is voided: " + code);
    }
    Unused before = redeemed.before();
    return new Voucher(code, terms, before, new VoidedRedemption(before.key(), before.exam()));
  }

  private Unused unused() {
    if (state instanceof Unused unused) {
      return unused;
    }
    throw new IllegalStateException("the voucher " + code + " is " + state.key() + " already");
  }

  private String assignee() {
    return Objects.requireNonNull(state.assigneeId(), "a voucher is assigned before it is booked");
  }

  private Voucher in(VoucherState next) {
    return new Voucher(code, terms, next, voided);
  }

  /** The voucher at index {@code place} of its batch. */
  static Voucher issued(VoucherIssued event, int place) {
    var terms =
        new VoucherTerms(
            event.certification(),
            new Validity(event.expiresAt(), event.untilContractEnd()),
            event.contractId(),
            event.occurredAt(),
            null,
            share(event.movements(), place));
    return new Voucher(event.codes().get(place), terms, new Issued(), null);
  }

  private static Voucher standIn(VoucherReplaced event) {
    var terms =
        new VoucherTerms(
            event.certification(),
            new Validity(event.expiresAt(), event.untilContractEnd()),
            event.contractId(),
            event.occurredAt(),
            event.code(),
            event.draws());
    return new Voucher(event.replacement(), terms, new Issued(), null);
  }

  /** A batch's draws are assigned to its vouchers in order, one unit each. */
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
}
