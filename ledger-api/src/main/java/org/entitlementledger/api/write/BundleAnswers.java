package org.entitlementledger.api.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.api.write.Said.Refused;
import org.entitlementledger.core.axon.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The answers to the commands of one bundle. Those that were answered before, under their keys, get
 * their first answers again; the rest is accepted as a whole or not at all.
 */
final class BundleAnswers {
  private static final int REFUSED = 400;
  private static final int NONE = -1;

  private final Bundle bundle;
  private final Batch batch;
  private final @Nullable Answer[] answers;
  private final List<Integer> rest = new ArrayList<>();
  private int fault = NONE;

  BundleAnswers(Bundle bundle, Batch batch) {
    this.bundle = bundle;
    this.batch = batch;
    this.answers = new @Nullable Answer[bundle.commands().size()];
  }

  /**
   * The answers in the order of the commands.
   *
   * @throws Exception a fault in a decision: nothing of the bundle is left
   */
  List<Answer> all() throws Exception {
    for (int i = 0; i < answers.length; i++) {
      answerAgain(i);
    }
    if (fault != NONE) {
      var _ = undo();
    } else if (!rest.isEmpty()) {
      decide();
    }
    var all = new ArrayList<Answer>();
    for (Answer answer : answers) {
      all.add(Objects.requireNonNull(answer, "each has its answer"));
    }
    return all;
  }

  private void answerAgain(int index) {
    Answer first;
    try {
      first = batch.first(bundle.commands().get(index));
    } catch (IdempotencyConflict conflict) {
      first = bundle.words().conflict();
    }
    answers[index] = first;
    if (first == null) {
      rest.add(index);
    } else if (fault == NONE && first.status() >= REFUSED) {
      fault = index;
    }
  }

  private Answer undo() {
    Answer undone = bundle.words().rolledBack(fault);
    rest.forEach(index -> answers[index] = undone);
    return undone;
  }

  private void decide() throws Exception {
    List<Submission> commands = rest.stream().map(bundle.commands()::get).toList();
    Unit.Decision outcome = batch.outcome(commands);
    List<Said> said = outcome.answers().stream().map(Said.class::cast).toList();
    boolean recorded = !commands.getFirst().dryRun();
    if (outcome.accepted()) {
      for (int i = 0; i < said.size(); i++) {
        answers[rest.get(i)] = said.get(i).answer();
        if (recorded) {
          batch.take(said.get(i));
        }
      }
      return;
    }
    Refused refused = (Refused) said.getLast();
    fault = rest.get(said.size() - 1);
    Answer undone = undo();
    answers[fault] = refused.answer();
    if (recorded) {
      batch.take(refused);
      keepUndone(refused, undone);
    }
  }

  private void keepUndone(Refused refused, Answer undone) {
    for (int index : rest) {
      if (index != fault) {
        batch.take(bundle.commands().get(index), undone, refused);
      }
    }
  }
}
