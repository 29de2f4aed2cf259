package org.entitlementledger.core.json;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.voucher.Exam;
import org.entitlementledger.core.voucher.Validity;
import org.entitlementledger.core.voucher.Voucher;
import org.entitlementledger.core.voucher.Voucher.VoidedRedemption;
import org.entitlementledger.core.voucher.VoucherState;
import org.entitlementledger.core.voucher.VoucherState.Assigned;
import org.entitlementledger.core.voucher.VoucherState.Booked;
import org.entitlementledger.core.voucher.VoucherState.Issued;
import org.entitlementledger.core.voucher.VoucherState.Redeemed;
import org.entitlementledger.core.voucher.VoucherState.Replaced;
import org.entitlementledger.core.voucher.VoucherState.Revoked;
import org.entitlementledger.core.voucher.VoucherState.Unused;
import org.entitlementledger.core.voucher.VoucherTerms;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.util.StdConverter;

/**
 * A voucher as rows and answers have it.
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
public record VoucherForm(
    String code,
    @Nullable String certification,
    Instant expiresAt,
    boolean untilContractEnd,
    String contractId,
    Instant occurredAt,
    String state,
    @Nullable String assigneeId,
    @Nullable Instant examAt,
    @Nullable String examCode,
    @Nullable String providerTransactionId,
    @Nullable String replaces,
    @Nullable String replacedBy,
    List<Movement> draws,
    @Nullable Redemption redemption) {

  /** The state that a redemption replaced; {@code voided} where the redemption was voided since. */
  public record Redemption(
      String state, @Nullable Instant examAt, @Nullable String examCode, boolean voided) {
    static Redemption of(String state, @Nullable Exam exam, boolean voided) {
      return new Redemption(
          state, exam == null ? null : exam.at(), exam == null ? null : exam.code(), voided);
    }
  }

  private static VoucherForm of(Voucher voucher) {
    VoucherTerms terms = voucher.terms();
    VoucherState state = voucher.state();
    Exam exam = state.exam();
    return new VoucherForm(
        voucher.code(),
        terms.certification(),
        terms.validity().expiresAt(),
        terms.validity().untilContractEnd(),
        terms.contractId(),
        terms.issuedAt(),
        state.key(),
        state.assigneeId(),
        exam == null ? null : exam.at(),
        exam == null ? null : exam.code(),
        state instanceof Redeemed redeemed ? redeemed.providerTransactionId() : null,
        terms.replaces(),
        state instanceof Replaced replaced ? replaced.replacement() : null,
        terms.draws(),
        redemption(voucher));
  }

  private static @Nullable Redemption redemption(Voucher voucher) {
    if (voucher.state() instanceof Redeemed redeemed) {
      Unused before = redeemed.before();
      return Redemption.of(before.key(), before.exam(), false);
    }
    VoidedRedemption voided = voucher.voided();
    return voided == null ? null : Redemption.of(voided.state(), voided.exam(), true);
  }

  private Voucher voucher() {
    var terms =
        new VoucherTerms(
            certification,
            new Validity(expiresAt, untilContractEnd),
            contractId,
            occurredAt,
            replaces,
            draws);
    return new Voucher(code, terms, voucherState(), voided());
  }

  private VoucherState voucherState() {
    return switch (state) {
      case "redeemed" -> redeemed();
      case "revoked" -> new Revoked(unused(exam(examAt, examCode)));
      case "replaced" ->
          new Replaced(
              unused(exam(examAt, examCode)),
              Objects.requireNonNull(replacedBy, "a replaced voucher has a replacement"));
      case "issued", "assigned", "booked" -> unused(exam(examAt, examCode));
      default -> throw new IllegalArgumentException("a voucher is never " + state);
    };
  }

  private Redeemed redeemed() {
    Redemption last = Objects.requireNonNull(redemption, "a redeemed voucher has a redemption");
    Exam taken = Objects.requireNonNull(exam(examAt, examCode), "a redeemed voucher has an exam");
    return new Redeemed(unused(exam(last.examAt(), last.examCode())), taken, providerTransactionId);
  }

  /** Each unused state has one thing more than the one before it. */
  private Unused unused(@Nullable Exam booked) {
    if (assigneeId == null) {
      return new Issued();
    }
    return booked == null ? new Assigned(assigneeId) : new Booked(assigneeId, booked);
  }

  private @Nullable VoidedRedemption voided() {
    return redemption == null || !redemption.voided()
        ? null
        : new VoidedRedemption(
            redemption.state(), exam(redemption.examAt(), redemption.examCode()));
  }

  private static @Nullable Exam exam(@Nullable Instant at, @Nullable String code) {
    return at == null ? null : new Exam(at, code);
  }

  @JsonSerialize(converter = Out.class)
  @JsonDeserialize(converter = In.class)
  interface Mixin {}

  private static final class Out extends StdConverter<Voucher, VoucherForm> {
    @Override
    public VoucherForm convert(Voucher voucher) {
      return of(voucher);
    }
  }

  private static final class In extends StdConverter<VoucherForm, Voucher> {
    @Override
    public Voucher convert(VoucherForm form) {
      return form.voucher();
    }
  }
}
