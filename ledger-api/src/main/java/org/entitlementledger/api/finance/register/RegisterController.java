package org.entitlementledger.api.finance.register;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.entitlementledger.api.finance.register.RegisterAnswers.DeliveryReport;
import org.entitlementledger.api.finance.register.RegisterAnswers.EducationDiscountReport;
import org.entitlementledger.api.finance.register.RegisterAnswers.ServiceLevelReport;
import org.entitlementledger.api.finance.register.RegisterAnswers.VoucherReport;
import org.entitlementledger.api.finance.report.ReportAnswer;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registers of finance (FINANCE.md, "Registers"). */
@RestController
final class RegisterController {
  private static final String CSV = "text/csv";

  private final Registers registers;

  RegisterController(Registers registers) {
    this.registers = registers;
  }

  @GetMapping("/v1/finance/vouchers")
  @Operation(
      operationId = "getVoucherRegister",
      summary = "Count vouchers by what became of them, for each account and contract")
  @ResponseType(
      value = VoucherReport.class,
      also = {CSV, ReportAnswer.XLSX},
      refuses = {Slug.NOT_FOUND, Slug.NOT_ACCEPTABLE})
  @ReadsViews(
      value = {RegisterQueries.VIEW, AccountQueries.VIEW, AuditQueries.VIEW},
      everyAccount = true)
  void vouchers(
      @Query RegisterScope scope, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ReportAnswer.write(
        registers.report("vouchers", new VoucherRegister(), scope), request, response);
  }

  @GetMapping("/v1/finance/education-discounts")
  @Operation(
      operationId = "getEducationDiscountRegister",
      summary = "List education orders and reversals with price, discount and net")
  @ResponseType(
      value = EducationDiscountReport.class,
      also = {CSV, ReportAnswer.XLSX},
      refuses = {Slug.NOT_FOUND, Slug.NOT_ACCEPTABLE})
  @ReadsViews(
      value = {RegisterQueries.VIEW, AccountQueries.VIEW, AuditQueries.VIEW},
      everyAccount = true)
  void educationDiscounts(
      @Query RegisterScope scope, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ReportAnswer.write(
        registers.report("education-discounts", new EducationRegister(), scope), request, response);
  }

  @GetMapping("/v1/finance/service-levels")
  @Operation(
      operationId = "getServiceLevelRegister",
      summary = "List tickets with the promised and the actual first response")
  @ResponseType(
      value = ServiceLevelReport.class,
      also = {CSV, ReportAnswer.XLSX},
      refuses = {Slug.NOT_FOUND, Slug.NOT_ACCEPTABLE})
  @ReadsViews(
      value = {RegisterQueries.VIEW, AccountQueries.VIEW, AuditQueries.VIEW},
      everyAccount = true)
  void serviceLevels(
      @Query RegisterScope scope, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ReportAnswer.write(
        registers.report("service-levels", new ServiceLevelRegister(), scope), request, response);
  }

  @GetMapping("/v1/finance/deliveries")
  @Operation(
      operationId = "getDeliveryRegister",
      summary = "Count completed accelerators and held sessions by account, month and tier")
  @ResponseType(
      value = DeliveryReport.class,
      also = {CSV, ReportAnswer.XLSX},
      refuses = {Slug.NOT_FOUND, Slug.NOT_ACCEPTABLE})
  @ReadsViews(
      value = {RegisterQueries.VIEW, AccountQueries.VIEW, AuditQueries.VIEW},
      everyAccount = true)
  void deliveries(
      @Query RegisterScope scope, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ReportAnswer.write(
        registers.report("deliveries", new DeliveryRegister(), scope), request, response);
  }
}
