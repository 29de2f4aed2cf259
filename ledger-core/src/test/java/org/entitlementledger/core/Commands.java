package org.entitlementledger.core;

import static org.entitlementledger.core.AccountFixture.ACCOUNT;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.VoidProgressCall;
import org.entitlementledger.core.team.TeamCommand.AssignAse;
import org.entitlementledger.core.team.TeamCommand.AssignCsa;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.jspecify.annotations.Nullable;

/** Commands of the fixture's account with what most tests do not care about filled in. */
public final class Commands {
  private Commands() {}

  /** A contract of a year. */
  public static PurchaseContract purchase(String contractId, String tier, String startsOn) {
    return purchase(contractId, tier, startsOn, 12);
  }

  public static PurchaseContract purchase(
      String contractId, String tier, String startsOn, int months) {
    return new PurchaseContract(
        ACCOUNT, contractId, tier, LocalDate.parse(startsOn), null, months, null, null);
  }

  /** A contract with an exact end. */
  public static PurchaseContract until(
      String contractId, String tier, String startsOn, String until) {
    return new PurchaseContract(
        ACCOUNT,
        contractId,
        tier,
        LocalDate.parse(startsOn),
        LocalDate.parse(until),
        null,
        null,
        null);
  }

  public static AssignCsa csa(String person) {
    return new AssignCsa(ACCOUNT, new Person(person, null, null), null);
  }

  public static AssignCsa csa(String person, String from) {
    return new AssignCsa(ACCOUNT, new Person(person, null, null), AccountFixture.parse(from));
  }

  public static AssignAse ase(String person) {
    return new AssignAse(ACCOUNT, new Person(person, null, null), null);
  }

  public static AssignAse ase(String person, String from) {
    return new AssignAse(ACCOUNT, new Person(person, null, null), AccountFixture.parse(from));
  }

  /** An accelerator that starts at its effective time. */
  public static StartAccelerator start(@Nullable String acceleratorId) {
    return new StartAccelerator(ACCOUNT, acceleratorId, "Pipelines", "Deploy daily", null);
  }

  public static StartAccelerator startOn(String acceleratorId, String startsOn) {
    return new StartAccelerator(
        ACCOUNT, acceleratorId, "Pipelines", "Deploy daily", LocalDate.parse(startsOn));
  }

  public static IssueVoucher issue(int quantity) {
    return new IssueVoucher(ACCOUNT, BigDecimal.valueOf(quantity), null, null);
  }

  public static IssueVoucher issue(String... codes) {
    return new IssueVoucher(ACCOUNT, BigDecimal.valueOf(codes.length), List.of(codes), null);
  }

  public static LogProgressCall call(@Nullable String callId) {
    return new LogProgressCall(ACCOUNT, callId, null, null, null);
  }

  public static VoidProgressCall voided(String callId) {
    return new VoidProgressCall(ACCOUNT, callId);
  }
}
