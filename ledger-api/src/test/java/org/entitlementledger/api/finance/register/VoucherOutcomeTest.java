package org.entitlementledger.api.finance.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.voucher.Exam;
import org.entitlementledger.core.voucher.Validity;
import org.entitlementledger.core.voucher.Voucher;
import org.entitlementledger.core.voucher.VoucherState;
import org.entitlementledger.core.voucher.VoucherState.Issued;
import org.entitlementledger.core.voucher.VoucherState.Redeemed;
import org.entitlementledger.core.voucher.VoucherState.Revoked;
import org.entitlementledger.core.voucher.VoucherTerms;
import org.entitlementledger.projections.audit.ItemChanges.Change;
import org.entitlementledger.projections.audit.ItemChanges.Correction;
import org.entitlementledger.projections.audit.ItemChanges.ItemKey;
import org.entitlementledger.projections.register.StoredItem;
import org.junit.jupiter.api.Test;

/** A voucher's outcome at a time and a position, of which its row knows only the last. */
class VoucherOutcomeTest {
  private static final ItemKey CODE = new ItemKey("acme", Items.VOUCHERS, "A");

  private static Instant june(int day) {
    return Instant.parse("2025-06-%sT12:00:00Z".formatted(day < 10 ? "0" + day : "" + day));
  }

  private static StoredItem row(VoucherState state, long position) {
    var terms =
        new VoucherTerms(null, new Validity(june(20), false), "c1", june(1), null, List.of());
    return new StoredItem(
        "acme", Items.VOUCHERS, new Voucher("A", terms, state, null), 1, position);
  }

  private static Contracts contracts() {
    var terms = Objects.requireNonNull(CatalogueFile.builtIn().first().tiers().get("advanced"));
    return Contracts.NONE.apply(
        new ContractPurchased(
            june(1),
            "c1",
            LocalDate.parse("2025-06-01"),
            LocalDate.parse("2026-06-01"),
            null,
            null,
            terms),
        ZoneOffset.UTC);
  }

  private static VoucherOutcome of(StoredItem row, ItemHistory history, int day, long position) {
    var account =
        new RegisterAccount(
            "acme", contracts(), AccountZone.of(ZoneOffset.UTC), null, june(day), position);
    return VoucherOutcome.of(row, account, history, Map.of());
  }

  /** Its books were closed, so the void took effect when it was recorded. */
  private static ItemHistory redeemedThenVoided(int redeemed, int voided) {
    return new ItemHistory(
        List.of(),
        List.of(
            new Correction(
                new Change(CODE, "voucher-redeemed", 5, june(redeemed)),
                new Change(CODE, "voucher-redemption-voided", 8, june(voided)))));
  }

  @Test
  void isRedeemedUntilTheVoidTakesEffect() {
    ItemHistory history = redeemedThenVoided(5, 9);
    StoredItem row = row(new Issued(), 8);
    assertThat(of(row, history, 4, 8)).isEqualTo(VoucherOutcome.OUTSTANDING);
    assertThat(of(row, history, 5, 8)).isEqualTo(VoucherOutcome.REDEEMED);
    assertThat(of(row, history, 8, 8)).isEqualTo(VoucherOutcome.REDEEMED);
    assertThat(of(row, history, 9, 8)).isEqualTo(VoucherOutcome.OUTSTANDING);
    assertThat(of(row, history, 20, 8)).isEqualTo(VoucherOutcome.EXPIRED);
  }

  @Test
  void isRedeemedBeforeThePositionOfTheVoid() {
    ItemHistory history = redeemedThenVoided(5, 5);
    StoredItem row = row(new Issued(), 8);
    assertThat(of(row, history, 10, 8)).isEqualTo(VoucherOutcome.OUTSTANDING);
    assertThat(of(row, history, 10, 7)).isEqualTo(VoucherOutcome.REDEEMED);
    assertThat(of(row, history, 10, 4)).isEqualTo(VoucherOutcome.OUTSTANDING);
  }

  @Test
  void isWhatItWasBeforeWhatWasRecordedSince() {
    var none = new ItemHistory(List.of(), List.of());
    var exam = new Exam(june(5), null);
    StoredItem redeemed = row(new Redeemed(new Issued(), exam, null), 7);
    assertThat(of(redeemed, none, 10, 7)).isEqualTo(VoucherOutcome.REDEEMED);
    assertThat(of(redeemed, none, 10, 6)).isEqualTo(VoucherOutcome.OUTSTANDING);
    var revocation =
        new ItemHistory(List.of(new Change(CODE, "voucher-revoked", 7, june(6))), List.of());
    StoredItem revoked = row(new Revoked(new Issued()), 7);
    assertThat(of(revoked, revocation, 6, 7)).isEqualTo(VoucherOutcome.REVOKED);
    assertThat(of(revoked, revocation, 6, 6)).isEqualTo(VoucherOutcome.OUTSTANDING);
    assertThat(of(revoked, revocation, 5, 7)).isEqualTo(VoucherOutcome.OUTSTANDING);
  }
}
