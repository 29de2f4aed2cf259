package org.entitlementledger.core.voucher;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a voucher, with the facts that only this state has. */
public sealed interface VoucherState {

  /** A state in which the voucher can be used and can expire. */
  sealed interface Unused extends VoucherState {}

  /** Issued, without an assignee. */
  record Issued() implements Unused {}

  /** Assigned to a person. */
  record Assigned(String assigneeId) implements Unused {}

  /** Booked for an exam by its assignee. */
  record Booked(String assigneeId, Exam exam) implements Unused {}

  /**
   * Redeemed for an exam.
   *
   * @param before the state that a void restores
   * @param providerTransactionId the exam provider's id of the redemption
   */
  record Redeemed(Unused before, Exam exam, @Nullable String providerTransactionId)
      implements VoucherState {}

  /** Revoked before it was used. */
  record Revoked(Unused before) implements VoucherState {}

  /**
   * Replaced by another code.
   *
   * @param replacement the new code
   */
  record Replaced(Unused before, String replacement) implements VoucherState {}

  /** The state as answers write it. */
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

  /** The steps that this state allows. */
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

  /** The current or last assignee; null without one. */
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

  /** The booked or redeemed exam; null without one. */
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
