package org.entitlementledger.core.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * A voucher as the ledger knows it.
 *
 * @param zone the account's
 * @param revoked whether it was taken back, or another stands for it
 * @param expiresAt at this instant it is expired
 * @param examAt of the redemption; absent where there is none
 * @param examCode likewise, and where the ledger was not told
 * @param unitValue of what it was drawn from: the fee that is expected; absent where it has none
 */
public record Redeemable(
    String accountId,
    ZoneId zone,
    boolean revoked,
    boolean redeemed,
    Instant expiresAt,
    @Nullable Instant examAt,
    @Nullable String examCode,
    @Nullable Money unitValue) {

  /**
   * The column by which a row speaks of another exam; null where it may be the same. Days are
   * compared, since providers and customers rarely agree on the minute, and codes where both give
   * one.
   */
  @Nullable String examDiffers(Redemption row) {
    var account = AccountZone.of(zone);
    LocalDate day = account.dayOf(row.examAt().start(account));
    if (examAt != null && !day.equals(account.dayOf(examAt))) {
      return Redemption.EXAM_AT;
    }
    boolean same = examCode == null || row.examCode() == null || examCode.equals(row.examCode());
    return same ? null : Redemption.EXAM_CODE;
  }
}
