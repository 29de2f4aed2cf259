package org.entitlementledger.core.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.reconciliation.Resolution.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FINANCE.md, "Reconciliation": its last paragraph. */
class ResolutionTest {
  private static final Instant NOW = Instant.parse("2025-06-10T09:00:00Z");

  private static Resolution requested(ResolutionAction action) {
    return Resolution.requested("r1", action, "a typing error", "fay", NOW, null);
  }

  private static void refused(Problem problem, ThrowingCallable step) {
    assertThatThrownBy(step)
        .asInstanceOf(type(Refusal.class))
        .extracting(Refusal::problem)
        .isEqualTo(problem);
  }

  @Test
  void aWriteOffWaitsForAnotherPerson() {
    Resolution pending = requested(ResolutionAction.WRITE_OFF);
    assertThat(pending.status()).isEqualTo(Status.PENDING);
    refused(Problem.SELF_APPROVAL, () -> pending.decided(Status.SETTLED, "fay", NOW));
    refused(Problem.SELF_APPROVAL, () -> pending.decided(Status.REJECTED, "fay", NOW));
    Resolution settled = pending.decided(Status.SETTLED, "ada", NOW);
    assertThat(settled.status()).isEqualTo(Status.SETTLED);
    assertThat(settled.decidedBy()).isEqualTo("ada");
    refused(Problem.INVALID_TRANSITION, () -> settled.decided(Status.SETTLED, "ada", NOW));
    refused(Problem.INVALID_TRANSITION, () -> settled.decided(Status.REJECTED, "ada", NOW));
  }

  @Test
  void theOthersAreSettledAtOnce() {
    for (var action :
        new ResolutionAction[] {ResolutionAction.ACCEPT, ResolutionAction.RECORD_REDEMPTION}) {
      Resolution settled = requested(action);
      assertThat(settled.status()).isEqualTo(Status.SETTLED);
      refused(Problem.INVALID_TRANSITION, () -> settled.decided(Status.SETTLED, "ada", NOW));
    }
  }

  @ParameterizedTest
  @EnumSource(ResolutionAction.class)
  void nothingSettlesWhatIsMatched(ResolutionAction action) {
    refused(Problem.VALIDATION, () -> action.requireFor(Finding.MATCHED));
  }

  @ParameterizedTest
  @EnumSource(value = Finding.class, mode = EnumSource.Mode.EXCLUDE, names = "MATCHED")
  void aRedemptionIsRecordedOnlyWhereTheLedgerLacksIt(Finding finding) {
    ResolutionAction.ACCEPT.requireFor(finding);
    ResolutionAction.WRITE_OFF.requireFor(finding);
    if (finding == Finding.NOT_REDEEMED) {
      ResolutionAction.RECORD_REDEMPTION.requireFor(finding);
    } else {
      refused(Problem.VALIDATION, () -> ResolutionAction.RECORD_REDEMPTION.requireFor(finding));
    }
  }
}
