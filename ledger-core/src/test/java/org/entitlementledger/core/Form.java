package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;

/** The form of commands, checked as they are made. */
public final class Form {
  private Form() {}

  /** Making it is refused, and {@code field} is named. */
  public static void refused(String field, Runnable made) {
    assertThatThrownBy(made::run)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.problem()).isEqualTo(Problem.VALIDATION);
              assertThat(refusal.facts()).containsEntry("field", field);
            });
  }
}
