package org.entitlementledger.core.reconciliation;

import java.time.Instant;
import java.util.Locale;
import org.entitlementledger.core.kernel.AccountZone;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a row; of several that fit, the first in this order (FINANCE.md,
 * "Reconciliation").
 */
public enum Finding {
  /** A field cannot be read, or it is no redemption. */
  INVALID,
  /** An earlier row has its transaction, or has named its voucher. */
  DUPLICATE,
  /** The ledger has no such voucher. */
  UNKNOWN_VOUCHER,
  /** The voucher was revoked, or another stands for it. */
  REVOKED,
  /** The exam was taken when the voucher had expired. */
  AFTER_EXPIRY,
  /** The voucher is good, and the ledger has no redemption of it. */
  NOT_REDEEMED,
  /** The voucher is another account's. */
  ACCOUNT_MISMATCH,
  /** The exam was on another day, or has another code. */
  EXAM_MISMATCH,

  /** The fee is not what the voucher's unit is worth. */
  AMOUNT_MISMATCH,
  /** Both say the same. */
  MATCHED,
  /** Of no row: the ledger has a redemption that no file has named. */
  MISSING_FROM_FILE;

  /** As answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether file and ledger differ, so that it is to be settled. */
  public boolean isDifference() {
    return this != MATCHED;
  }

  /** The finding about a row that can be read and is the first to name its voucher. */
  static Finding of(Redemption row, @Nullable Redeemable voucher) {
    if (voucher == null) {
      return UNKNOWN_VOUCHER;
    }
    if (voucher.revoked()) {
      return REVOKED;
    }
    Instant examAt = row.examAt().start(AccountZone.of(voucher.zone()));
    if (!examAt.isBefore(voucher.expiresAt())) {
      return AFTER_EXPIRY;
    }
    if (!voucher.redeemed()) {
      return NOT_REDEEMED;
    }
    if (row.accountId() != null && !row.accountId().equals(voucher.accountId())) {
      return ACCOUNT_MISMATCH;
    }
    if (voucher.examDiffers(row) != null) {
      return EXAM_MISMATCH;
    }
    boolean paid = voucher.unitValue() == null || voucher.unitValue().equals(row.fee());
    return paid ? MATCHED : AMOUNT_MISMATCH;
  }
}
