package org.entitlementledger.core.voucher;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.jspecify.annotations.Nullable;

/** What may have happened to vouchers. */
public sealed interface VoucherEvent extends AccountEvent {
  /** The codes that it brings into the world: unique in the whole ledger. */
  default List<String> newCodes() {
    return List.of();
  }

  /**
   * Vouchers are there to be used.
   *
   * @param expiresAt the midnight after their last day, in the account's zone
   * @param untilContractEnd whether a termination of the contract brings the expiry forward
   */
  @StoredName("voucher-issued")
  record VoucherIssued(
      Instant occurredAt,
      List<String> codes,
      @Nullable String certification,
      Instant expiresAt,
      boolean untilContractEnd,
      String contractId,
      List<Movement> movements)
      implements VoucherEvent, MovesQuota {
    @Override
    public List<String> itemIds() {
      return codes;
    }

    @Override
    public List<String> newCodes() {
      return codes;
    }
  }

  /** What happened to one voucher. */
  sealed interface OfOne extends VoucherEvent {
    String code();

    @Override
    default List<String> itemIds() {
      return List.of(code());
    }
  }

  /** Somebody has it, who is named by an id alone. */
  @StoredName("voucher-assigned")
  record VoucherAssigned(Instant occurredAt, String code, String assigneeId) implements OfOne {}

  /** An exam is booked for it. */
  @StoredName("voucher-booked")
  record VoucherBooked(Instant occurredAt, String code, Instant examAt, @Nullable String examCode)
      implements OfOne {}

  /** It was used for an exam, which was taken when this took effect. */
  @StoredName("voucher-redeemed")
  record VoucherRedeemed(
      Instant occurredAt,
      String code,
      @Nullable String examCode,
      @Nullable String providerTransactionId)
      implements OfOne {}

  /** The redemption that was recorded last did not happen: the voucher is what it was before. */
  @StoredName("voucher-redemption-voided")
  record VoucherRedemptionVoided(Instant occurredAt, String code) implements OfOne {}

  /** It was taken back; its unit goes to where it was drawn from. */
  @StoredName("voucher-revoked")
  record VoucherRevoked(Instant occurredAt, String code, List<Movement> movements)
      implements OfOne, MovesQuota {}

  /**
   * Another code stands for it, with its expiry and what it drew: nothing moves.
   *
   * @param replacement the new code
   */
  @StoredName("voucher-replaced")
  record VoucherReplaced(
      Instant occurredAt,
      String code,
      String replacement,
      @Nullable String certification,
      Instant expiresAt,
      boolean untilContractEnd,
      String contractId,
      List<Movement> draws)
      implements OfOne {
    @Override
    public List<String> itemIds() {
      return List.of(code, replacement);
    }

    @Override
    public List<String> newCodes() {
      return List.of(replacement);
    }
  }
}
