package org.entitlementledger.api.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.api.write.Said.Refused;
import org.entitlementledger.core.axon.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of the commands of one bundle. Those that were decided before, under their keys, get
 * their first outcomes again; the rest is accepted as a whole or not at all.
 */
final class BundleOutcomes {
  private static final int NONE = -1;

  private final Bundle bundle;
  private final Batch batch;
  private final @Nullable Outcome[] outcomes;
  private final List<Integer> rest = new ArrayList<>();
  private int fault = NONE;

  BundleOutcomes(Bundle bundle, Batch batch) {
    this.bundle = bundle;
    this.batch = batch;
    this.outcomes = new @Nullable Outcome[bundle.commands().size()];
  }

  /**
   * The outcomes in the order of the commands.
   *
   * @throws Exception a fault in a decision: nothing of the bundle is left
   */
  List<Outcome> all() throws Exception {
    for (int i = 0; i < outcomes.length; i++) {
      repeat(i);
    }
    if (fault != NONE) {
      var _ = undo();
    } else if (!rest.isEmpty()) {
      decide();
    }
    var all = new ArrayList<Outcome>();
    for (Outcome outcome : outcomes) {
      all.add(Objects.requireNonNull(outcome, "each has its outcome"));
    }
    return all;
  }

  private void repeat(int index) {
    Outcome first;
    try {
      first = batch.first(bundle.commands().get(index));
    } catch (IdempotencyConflict conflict) {
      first = bundle.words().conflict();
    }
    outcomes[index] = first;
    if (first == null) {
      rest.add(index);
    } else if (fault == NONE && first.refused()) {
      fault = index;
    }
  }

  private Outcome.Refused undo() {
    Outcome.Refused undone = bundle.words().rolledBack(fault);
    rest.forEach(index -> outcomes[index] = undone);
    return undone;
  }

  private void decide() throws Exception {
    List<Submission> commands = rest.stream().map(bundle.commands()::get).toList();
    Unit.Decision outcome = batch.outcome(commands);
    List<Said> said = outcome.answers().stream().map(Said.class::cast).toList();
    boolean recorded = !commands.getFirst().dryRun();
    if (outcome.accepted()) {
      for (int i = 0; i < said.size(); i++) {
        outcomes[rest.get(i)] = said.get(i).outcome();
        if (recorded) {
          batch.take(said.get(i));
        }
      }
      return;
    }
    Refused refused = (Refused) said.getLast();
    fault = rest.get(said.size() - 1);
    Outcome.Refused undone = undo();
    outcomes[fault] = refused.outcome();
    if (recorded) {
      batch.take(refused);
      keepUndone(refused, undone);
    }
  }

  private void keepUndone(Refused refused, Outcome.Refused undone) {
    for (int index : rest) {
      if (index != fault) {
        batch.take(bundle.commands().get(index), undone, refused);
      }
    }
  }
}
