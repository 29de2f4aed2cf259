package org.entitlementledger.core.kernel;

import java.util.List;
import java.util.Map;

/**
 * The state of an item in its life cycle, and the steps that it allows.
 *
 * @param noun with its article: {@code a voucher}
 * @param facts the first facts of a refusal, such as the item's id
 * @param state as answers write it
 * @param allowed empty where the state is final
 */
public record Lifecycle(
    String noun, Map<String, Object> facts, String state, List<? extends Step> allowed) {

  /**
   * The refusal of any step of an item that has reached a final state.
   *
   * @param noun with its article: {@code the hold}
   */
  public static Refusal ended(String noun, String state) {
    return new Lifecycle(noun, Map.of(), state, List.of())
        .refusal(noun + " is " + state + " already");
  }

  /**
   * Requires the state to allow a step.
   *
   * @throws Refusal {@code invalid-transition}
   */
  public void require(Step step) {
    if (!allowed.contains(step)) {
      throw notAllowed(step);
    }
  }

  /** The refusal of a step that the state does not allow. */
  public Refusal notAllowed(Step step) {
    return refusal("%s that is %s allows no %s".formatted(noun, state, step.key()));
  }

  /** A refusal for another reason in the state. */
  public Refusal refusal(String detail) {
    Refusal refusal = Refusal.of(Problem.INVALID_TRANSITION, detail);
    for (var fact : facts.entrySet()) {
      refusal = refusal.with(fact.getKey(), fact.getValue());
    }
    return refusal.with("state", state).with("allowed", allowed.stream().map(Step::key).toList());
  }
}
