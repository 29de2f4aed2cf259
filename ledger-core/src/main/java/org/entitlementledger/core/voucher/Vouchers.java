package org.entitlementledger.core.voucher;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.voucher.VoucherCommand.AssignVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.BookVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RedeemVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.ReplaceVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RevokeVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.VoidVoucherRedemption;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherIssued;
import org.pcollections.PMap;

/** The certification vouchers of one account (DOMAIN.md, "Life cycles"). */
public record Vouchers(ItemsById<Voucher> items) {
  public static final String ENTITLEMENT = "certification-voucher";
  public static final Vouchers NONE = new Vouchers(ItemsById.none("a voucher", "code"));

  /** The kind of the ledger-wide claim that keeps codes unique. */
  public static final String CLAIM = "voucher";

  /** The vouchers by code. */
  public PMap<String, Voucher> byCode() {
    return items.byId();
  }

  /** Decides a command. */
  public List<VoucherEvent> decide(VoucherCommand command, AccountState account, Context context) {
    return switch (command) {
      case IssueVoucher issue -> List.of(issue(issue, account, context));
      case AssignVoucher assign ->
          List.of(lifecycle(assign.code(), account, context).assign(assign));
      case BookVoucher book -> List.of(lifecycle(book.code(), account, context).book(book));
      case RedeemVoucher redeem -> {
        Instant examAt = context.effectiveAt("examAt", redeem.examAt(), account.zone());
        yield List.of(lifecycle(redeem.code(), account, context).redeem(redeem, examAt));
      }
      case VoidVoucherRedemption correct -> {
        context.requireReason();
        yield List.of(lifecycle(correct.code(), account, context).voidRedemption());
      }
      case RevokeVoucher revoke -> {
        context.requireReason();
        yield List.of(lifecycle(revoke.code(), account, context).revoke());
      }
      case ReplaceVoucher replace -> {
        context.requireReason();
        yield List.of(lifecycle(replace.code(), account, context).replace());
      }
    };
  }

  private VoucherLifecycle lifecycle(String code, AccountState account, Context context) {
    return new VoucherLifecycle(items.require(code), account, context);
  }

  private static VoucherIssued issue(IssueVoucher command, AccountState account, Context context) {
    Instant issuedAt = context.effectiveAt(account.zone());
    refuseTaken(command, context);
    Entitled entitled = account.rules(context).entitled(ENTITLEMENT, Kind.VOUCHER, issuedAt);
    account.rules(context).requireRoles(entitled, issuedAt);
    List<Movement> draws =
        account.rules(context).draw(entitled, Quantity.of(command.count()), issuedAt);
    return new VoucherIssued(
        issuedAt,
        codes(command, context),
        command.certification(),
        expiry(entitled, issuedAt, account.zone()),
        expiryRules(entitled).untilContractEnd(),
        entitled.contract().contractId(),
        draws);
  }

  private static void refuseTaken(IssueVoucher command, Context context) {
    String taken =
        command.codes() == null ? null : context.claims().firstTaken(CLAIM, command.codes());
    if (taken != null) {
      throw Refusal.of(Problem.DUPLICATE, "there is a voucher with this code already")
          .with("code", taken);
    }
  }

  private static List<String> codes(IssueVoucher command, Context context) {
    return command.codes() != null
        ? command.codes()
        : Stream.generate(context.fresh()::voucherCode).limit(command.count()).toList();
  }

  /**
   * The end of the day on which the voucher's period from the issue or the contract ends, whichever
   * is earlier.
   */
  private static Instant expiry(Entitled entitled, Instant issuedAt, AccountZone zone) {
    EntitlementTerms.VoucherRules rules = expiryRules(entitled);
    LocalDate lastDay = zone.dayOf(issuedAt).plus(rules.validFor());
    Instant expiresAt = zone.startOfDay(lastDay.plusDays(1));
    Instant contractEnd = entitled.contract().term().end();
    return rules.untilContractEnd() && contractEnd.isBefore(expiresAt) ? contractEnd : expiresAt;
  }

  private static EntitlementTerms.VoucherRules expiryRules(Entitled entitled) {
    return Objects.requireNonNull(entitled.terms().voucher(), "a voucher has an expiry");
  }

  /** The vouchers after an event. */
  public Vouchers apply(VoucherEvent event) {
    ItemsById<Voucher> after = items;
    if (event instanceof VoucherIssued issued) {
      for (int place = 0; place < issued.codes().size(); place++) {
        after = after.with(Voucher.issued(issued, place));
      }
      return new Vouchers(after);
    }
    for (String code : event.itemIds()) {
      after = after.with(Voucher.after(items.find(code), event, code));
    }
    return new Vouchers(after);
  }
}
