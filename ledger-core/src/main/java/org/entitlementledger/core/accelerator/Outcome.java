package org.entitlementledger.core.accelerator;

import java.math.BigDecimal;
import org.entitlementledger.core.kernel.Check;

/**
 * What a program was to change and what it changed.
 *
 * @param measure what is measured
 * @param baseline where it stood before
 * @param target where it was to stand
 * @param actual where it stands at the end
 */
public record Outcome(String measure, BigDecimal baseline, BigDecimal target, BigDecimal actual) {
  public Outcome {
    Check.name("measure", measure);
    baseline = Check.decimal("baseline", baseline);
    target = Check.decimal("target", target);
    actual = Check.decimal("actual", actual);
  }
}
