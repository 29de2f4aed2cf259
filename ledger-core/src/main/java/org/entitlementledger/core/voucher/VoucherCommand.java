package org.entitlementledger.core.voucher;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.MakesItem;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/** What one may ask about certification vouchers. */
public sealed interface VoucherCommand extends AccountCommand {

  /**
   * Issues vouchers, which consumes one each; a batch is all or nothing.
   *
   * @param quantity 1 to 1,000
   * @param codes exactly {@code quantity} different ones, unique in the whole ledger; made by the
   *     service unless given
   * @param certification what they are meant for
   */
  @StoredName("issue-voucher")
  record IssueVoucher(
      String accountId,
      BigDecimal quantity,
      @Nullable List<String> codes,
      @Nullable String certification)
      implements VoucherCommand, MakesItem {
    private static final int MOST = 1_000;

    public IssueVoucher {
      if (Quantity.asked("quantity", quantity, 0).compareTo(Quantity.of(MOST)) > 0) {
        throw Refusal.invalid("quantity", "must be 1 to " + MOST).with("requested", quantity);
      }
      if (codes != null) {
        codes = List.copyOf(codes);
        codes.forEach(code -> Check.id("codes", code));
        if (codes.size() != quantity.intValueExact()
            || new HashSet<>(codes).size() != codes.size()) {
          throw Refusal.invalid("codes", "must be exactly as many different codes as quantity");
        }
      }
      Check.optionalName("certification", certification);
    }

    /** How many. */
    public int count() {
      return quantity.intValueExact();
    }

    @Override
    public List<String> chosenIds() {
      return codes == null ? List.of() : codes;
    }
  }

  /** Gives a voucher to somebody; to somebody else as long as no exam is booked. */
  @StoredName("assign-voucher")
  record AssignVoucher(String accountId, String code, Person assignee) implements VoucherCommand {
    @Override
    public List<Person> people() {
      return List.of(assignee);
    }
  }

  /**
   * Books an exam, or another one instead.
   *
   * @param examAt when it is, which may lie ahead
   * @param examCode which exam
   */
  @StoredName("book-voucher")
  record BookVoucher(String accountId, String code, When examAt, @Nullable String examCode)
      implements VoucherCommand {
    public BookVoucher {
      Check.optionalName("examCode", examCode);
    }
  }

  /**
   * Uses a voucher for an exam that was taken.
   *
   * @param examAt when it was taken: the command's effective time
   * @param examCode the booked one's unless given
   * @param providerTransactionId what the exam's provider calls it
   */
  @StoredName("redeem-voucher")
  record RedeemVoucher(
      String accountId,
      String code,
      When examAt,
      @Nullable String examCode,
      @Nullable String providerTransactionId)
      implements VoucherCommand {
    public RedeemVoucher {
      Check.optionalName("examCode", examCode);
      Check.optionalName("providerTransactionId", providerTransactionId);
    }
  }

  /** Voids a redemption that was recorded on the wrong voucher. */
  @StoredName("void-voucher-redemption")
  record VoidVoucherRedemption(String accountId, String code) implements VoucherCommand {}

  /** Takes back a voucher that was not redeemed. */
  @StoredName("revoke-voucher")
  record RevokeVoucher(String accountId, String code) implements VoucherCommand {}

  /** Gives another code for a voucher that was not redeemed. */
  @StoredName("replace-voucher")
  record ReplaceVoucher(String accountId, String code) implements VoucherCommand {}
}
