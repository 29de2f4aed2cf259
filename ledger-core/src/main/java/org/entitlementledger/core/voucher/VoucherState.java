package org.entitlementledger.core.voucher;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a voucher is in its life cycle, with what is known in that state alone. */
public sealed interface VoucherState {

  /** It can still be used, and so it can expire. */
  sealed interface Unused extends VoucherState {}

  /** Nobody has it yet. */
  record Issued() implements Unused {}

  /** Somebody has it. */
  record Assigned(String assigneeId) implements Unused {}

  /** Its assignee has booked an exam. */
  record Booked(String assigneeId, Exam exam) implements Unused {}

  /**
   * It was used for an exam.
   *
   * @param before what it is again if the redemption is voided
   * @param providerTransactionId what the exam's provider calls the redemption
   */
  record Redeemed(Unused before, Exam exam, @Nullable String providerTransactionId)
      implements VoucherState {}

  /** It was taken back. */
  record Revoked(Unused before) implements VoucherState {}

  /**
   * Another code stands for it.
   *
   * @param replacement the other code
   */
  record Replaced(Unused before, String replacement) implements VoucherState {}

  /** The word for it in answers. */
  default String key() {
    return switch (this) {
      case Issued issued -> "issued";
      case Assigned assigned -> "assigned";
      case Booked booked -> "booked";
      case Redeemed redeemed -> "redeemed";
      case Revoked revoked -> "revoked";
      case Replaced replaced -> "replaced";
    };
  }

  /** What may be done next. */
  default List<VoucherStep> allowed() {
    return switch (this) {
      case Issued issued ->
          List.of(VoucherStep.ASSIGN, VoucherStep.REDEEM, VoucherStep.REVOKE, VoucherStep.REPLACE);
      case Assigned assigned ->
          List.of(
              VoucherStep.ASSIGN,
              VoucherStep.BOOK,
              VoucherStep.REDEEM,
              VoucherStep.REVOKE,
              VoucherStep.REPLACE);
      case Booked booked ->
          List.of(VoucherStep.BOOK, VoucherStep.REDEEM, VoucherStep.REVOKE, VoucherStep.REPLACE);
      case Redeemed redeemed -> List.of(VoucherStep.VOID);
      case Revoked revoked -> List.of();
      case Replaced replaced -> List.of();
    };
  }

  /** Who has it, or had it in the end; null where nobody ever did. */
  default @Nullable String assigneeId() {
    return switch (this) {
      case Issued issued -> null;
      case Assigned assigned -> assigned.assigneeId;
      case Booked booked -> booked.assigneeId;
      case Redeemed redeemed -> redeemed.before.assigneeId();
      case Revoked revoked -> revoked.before.assigneeId();
      case Replaced replaced -> replaced.before.assigneeId();
    };
  }

  /** The exam that it is booked for or was used for; null without one. */
  default @Nullable Exam exam() {
    return switch (this) {
      case Issued issued -> null;
      case Assigned assigned -> null;
      case Booked booked -> booked.exam;
      case Redeemed redeemed -> redeemed.exam;
      case Revoked revoked -> revoked.before.exam();
      case Replaced replaced -> replaced.before.exam();
    };
  }
}
