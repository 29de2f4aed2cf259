package org.entitlementledger.api.finance;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.api.finance.VoucherLookup.Known;
import org.entitlementledger.api.ledger.CommandOutcome;
import org.entitlementledger.api.ledger.CommandRequest;
import org.entitlementledger.api.ledger.Reply;
import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.Await;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.Redemption;
import org.entitlementledger.core.voucher.VoucherCommand.RedeemVoucher;
import org.entitlementledger.core.voucher.VoucherState.Redeemed;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.register.RegisterQueries;
import org.entitlementledger.projections.voucher.VoucherQueries;
import org.springframework.stereotype.Component;

/** Records the redemptions that a provider reports and the ledger lacks, by the usual command. */
@Component
final class RedemptionRecorder {
  private static final List<String> VIEWS =
      List.of(VoucherQueries.VIEW, RegisterQueries.VIEW, AccountQueries.VIEW);

  private final Writer writer;
  private final LedgerClock clock;
  private final ViewPositions views;
  private final VoucherLookup lookup;
  private final VoucherQueries vouchers;

  RedemptionRecorder(
      Writer writer,
      LedgerClock clock,
      ViewPositions views,
      VoucherLookup lookup,
      VoucherQueries vouchers) {
    this.writer = writer;
    this.clock = clock;
    this.views = views;
    this.lookup = lookup;
    this.vouchers = vouchers;
  }

  /** Who asks, in which request. */
  record Requester(String actor, String requestId, String correlationId) {}

  /**
   * Redeems the voucher of a row, unless the ledger holds that very redemption: a process that dies
   * after the command and before its resolution leaves one.
   *
   * @return the position of the redemption
   * @throws Refusal as the command is refused
   */
  long record(Line line, String reason, Requester requester) {
    Redemption row = RedemptionColumns.redemption(line.stated());
    Known known = known(row.voucherCode());
    Long earlier = isOf(row, known) ? vouchers.redemption(row.voucherCode()) : null;
    return earlier == null ? redeem(row, known, reason, requester) : earlier;
  }

  private Known known(String code) {
    try {
      views.await(VIEWS, clock.head().size());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RequestRejected(Slug.UNAVAILABLE, "the service is shutting down");
    }
    return Objects.requireNonNull(lookup.find(List.of(code)).get(code), code);
  }

  private static boolean isOf(Redemption row, Known known) {
    Instant examAt = row.examAt().start(AccountZone.of(known.redeemable().zone()));
    return known.voucher().state() instanceof Redeemed redeemed
        && row.providerTransactionId().equals(redeemed.providerTransactionId())
        && examAt.equals(redeemed.exam().at());
  }

  private long redeem(Redemption row, Known known, String reason, Requester requester) {
    var command =
        new RedeemVoucher(
            known.redeemable().accountId(),
            row.voucherCode(),
            row.examAt(),
            row.examCode(),
            row.providerTransactionId());
    Reply reply = Await.on(writer.submit(request(command, reason, requester)));
    if (!(reply instanceof Reply.Decided(CommandOutcome outcome))) {
      throw new IllegalStateException("a command without a key is decided");
    }
    return switch (outcome) {
      case CommandOutcome.Accepted(var receipt) -> Objects.requireNonNull(receipt.position());
      case CommandOutcome.Refused refused -> throw refusal(refused);
    };
  }

  private static CommandRequest request(RedeemVoucher command, String reason, Requester requester) {
    return new CommandRequest(
        command,
        requester.actor(),
        null,
        reason,
        null,
        requester.requestId(),
        requester.correlationId(),
        null,
        false,
        false,
        outcome -> {
          throw new IllegalStateException("the resolution is the response");
        });
  }

  private static Refusal refusal(CommandOutcome.Refused refused) {
    Refusal refusal = Refusal.of(Problem.named(refused.problem()), refused.detail());
    for (var fact : refused.facts().entrySet()) {
      refusal = refusal.with(fact.getKey(), fact.getValue());
    }
    return refusal;
  }
}
