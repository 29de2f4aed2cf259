package org.entitlementledger.core.laws;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.contract.ContractCommand.WithdrawContract;
import org.entitlementledger.core.contract.ContractCommand.WithdrawTermination;
import org.entitlementledger.core.contract.ContractCommand.WithdrawTierChange;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.hold.HoldCommand.ConfirmHold;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.team.TeamCommand.AssignCsa;
import org.entitlementledger.core.team.TeamCommand.EndCsa;
import org.entitlementledger.core.usage.UsageCommand.RecordUsage;
import org.entitlementledger.core.usage.UsageCommand.ReverseUsage;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RedeemVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.ReplaceVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.RevokeVoucher;
import org.entitlementledger.core.voucher.VoucherCommand.VoidVoucherRedemption;
import org.jspecify.annotations.Nullable;

/** What anybody may want of an account, sensible more often than not. */
final class Intents {
  private final Random random;

  Intents(Random random) {
    this.random = random;
  }

  /** A command, when it is said to have happened, and who says so. */
  record Intent(AccountCommand command, @Nullable When occurredAt, String actor) {}

  /** How far the clock goes on before the next. */
  long pause() {
    return switch (random.nextInt(5)) {
      case 0 -> 0;
      case 1 -> 1 + random.nextInt(3_600);
      case 2, 3 -> 3_600L * (1 + random.nextInt(48));
      default -> 86_400L * random.nextInt(25);
    };
  }

  Intent next(Past past) {
    Account account = past.account();
    if (account.contracts().inForce(past.now()) == null && random.nextInt(2) == 0) {
      return now(purchase(past, 0));
    }
    return switch (random.nextInt(30)) {
      case 0 -> now(purchase(past, random.nextInt(400) - 20));
      case 1 -> now(tierChange(past));
      case 2 -> now(renewal(past));
      case 3 -> random.nextInt(3) == 0 ? now(termination(past)) : late(past, use(past));
      case 4, 5, 6, 7, 8 -> late(past, use(past));
      case 9 -> now(reversal(past));
      case 10 -> late(past, new IssueVoucher(id(past), whole(3), null, null));
      case 11 -> late(past, revokedVoucher(past));
      case 12 ->
          random.nextBoolean() ? late(past, revokedVoucher(past)) : now(redeemedVoucher(past));
      case 13, 14 -> now(grant(past));
      case 15 -> late(past, revokedGrant(past));
      case 16, 17 -> late(past, hold(past));
      case 18, 19 -> late(past, settled(past));
      case 20, 21 -> late(past, adjustment(past));
      case 22 -> new Intent(approvedAdjustment(past), null, "boss");
      case 23, 24 -> now(withdrawal(past));
      case 25 -> now(handover(past));
      case 26 -> late(past, new EndCsa(id(past)));
      case 27 -> now(redeemedVoucher(past));
      case 28 -> now(random.nextBoolean() ? tierChange(past) : renewal(past));
      default -> new Intent(approved(past), null, "boss");
    };
  }

  private static Intent now(AccountCommand command) {
    return new Intent(command, null, "operator");
  }

  private Intent late(Past past, AccountCommand command) {
    When when =
        random.nextInt(3) > 0
            ? null
            : new When.At(past.now().minusSeconds(3_600L * random.nextInt(24 * 32)));
    return new Intent(command, when, "operator");
  }

  private static String id(Past past) {
    return past.account().accountId();
  }

  private BigDecimal whole(int most) {
    return BigDecimal.valueOf(1 + random.nextInt(most));
  }

  private BigDecimal quantity(String key) {
    return key.equals(Plans.HOURS) && random.nextInt(3) == 0
        ? new BigDecimal("0.5").add(BigDecimal.valueOf(random.nextInt(4)))
        : whole(5);
  }

  private String key() {
    return random.nextInt(3) == 0 ? Plans.VOUCHERS : Plans.HOURS;
  }

  /** A command about one of some things; a use where there is none. */
  private AccountCommand about(
      Past past, Map<String, ?> things, Function<String, AccountCommand> command) {
    List<String> ids = things.keySet().stream().sorted().toList();
    return ids.isEmpty() ? use(past) : command.apply(ids.get(random.nextInt(ids.size())));
  }

  private LocalDate day(Past past, int after) {
    return LocalDate.ofInstant(past.now(), ZoneOffset.UTC).plusDays(after);
  }

  private AccountCommand purchase(Past past, int after) {
    int months = List.of(1, 3, 12, 24).get(random.nextInt(4));
    return new PurchaseContract(id(past), null, tier(), day(past, after), null, months, null, null);
  }

  private String tier() {
    return Plans.TIERS.get(random.nextInt(2));
  }

  /** A command about the contract in force, or about any. */
  private AccountCommand ofContract(Past past, Function<String, AccountCommand> command) {
    Contract inForce = past.account().contracts().inForce(past.now());
    return inForce == null
        ? about(past, past.account().contracts().byId(), command)
        : command.apply(inForce.contractId());
  }

  private AccountCommand tierChange(Past past) {
    LocalDate on = random.nextInt(3) == 0 ? null : day(past, random.nextInt(60) - 25);
    return ofContract(past, id -> new ChangeTier(id(past), id, tier(), on));
  }

  private AccountCommand renewal(Past past) {
    return ofContract(past, id -> new RenewContract(id(past), id, null, null, null, 6, null));
  }

  private AccountCommand termination(Past past) {
    LocalDate on = day(past, random.nextInt(60) - 20);
    return ofContract(past, id -> new TerminateContract(id(past), id, on));
  }

  /** Of what is planned, where anything is. */
  private AccountCommand withdrawal(Past past) {
    return switch (random.nextInt(3)) {
      case 0 -> about(past, planned(past, false), id -> new WithdrawContract(id(past), id));
      case 1 -> about(past, planned(past, true), id -> new WithdrawTermination(id(past), id));
      default -> ofContract(past, id -> new WithdrawTierChange(id(past), id));
    };
  }

  /** The contracts whose termination, or whose beginning, lies ahead. */
  private static Map<String, Contract> planned(Past past, boolean terminated) {
    var found = new HashMap<String, Contract>();
    for (Contract contract : past.account().contracts().inOrder()) {
      boolean ahead =
          terminated
              ? contract.terminatedOn() != null && contract.term().end().isAfter(past.now())
              : contract.term().start().isAfter(past.now());
      if (ahead) {
        found.put(contract.contractId(), contract);
      }
    }
    return found;
  }

  private AccountCommand handover(Past past) {
    When from = random.nextInt(3) == 0 ? null : new When.On(day(past, random.nextInt(50) - 20));
    return new AssignCsa(id(past), new Person("csa-" + random.nextInt(4), null, null), from);
  }

  private AccountCommand use(Past past) {
    return new RecordUsage(id(past), null, Plans.HOURS, quantity(Plans.HOURS));
  }

  private AccountCommand reversal(Past past) {
    return about(past, past.account().usages().byId(), id -> new ReverseUsage(id(past), id));
  }

  private AccountCommand redeemedVoucher(Past past) {
    boolean voided = random.nextInt(3) == 0;
    return about(
        past,
        past.account().vouchers().byCode(),
        code ->
            voided
                ? new VoidVoucherRedemption(id(past), code)
                : new RedeemVoucher(id(past), code, new When.At(past.now()), null, null));
  }

  private AccountCommand revokedVoucher(Past past) {
    boolean replaced = random.nextInt(4) == 0;
    return about(
        past,
        past.account().vouchers().byCode(),
        code -> replaced ? new ReplaceVoucher(id(past), code) : new RevokeVoucher(id(past), code));
  }

  private AccountCommand grant(Past past) {
    String key = key();
    When from = random.nextInt(3) == 0 ? new When.On(day(past, random.nextInt(40) - 20)) : null;
    When until = random.nextInt(3) == 0 ? null : new When.On(day(past, 1 + random.nextInt(60)));
    return new GrantTopUp(
        id(past),
        null,
        key,
        quantity(key),
        "order",
        from,
        until,
        random.nextInt(2) == 0 ? null : random.nextInt(101),
        random.nextBoolean(),
        null);
  }

  private AccountCommand revokedGrant(Past past) {
    return about(past, past.account().topUps().byId(), id -> new RevokeGrant(id(past), id));
  }

  private AccountCommand hold(Past past) {
    String key = key();
    Instant ends = past.now().plusSeconds(3_600L * (1 + random.nextInt(24 * 40)));
    return new PlaceHold(
        id(past), null, key, quantity(key), random.nextInt(3) == 0 ? null : new When.At(ends));
  }

  private AccountCommand settled(Past past) {
    boolean released = random.nextBoolean();
    BigDecimal part = random.nextBoolean() ? null : whole(2);
    return about(
        past,
        past.account().reservations().byId(),
        id -> released ? new ReleaseHold(id(past), id) : new ConfirmHold(id(past), id, part));
  }

  private AccountCommand adjustment(Past past) {
    String key = key();
    BigDecimal quantity = quantity(key);
    return new RequestAdjustment(
        id(past),
        null,
        key,
        random.nextBoolean() ? quantity : quantity.negate(),
        null,
        null,
        random.nextInt(3) == 0 ? random.nextInt(101) : null,
        null,
        null);
  }

  private AccountCommand approvedAdjustment(Past past) {
    return about(
        past, past.account().adjustments().byId(), id -> new ApproveAdjustment(id(past), id));
  }

  private AccountCommand approved(Past past) {
    return about(past, past.account().approvals().byId(), id -> new ApprovePending(id(past), id));
  }
}
