package org.entitlementledger.api.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.api.ledger.tables.IdempotencyConflict;
import org.entitlementledger.core.Decision;
import org.entitlementledger.core.axon.CommandGroup;
import org.jspecify.annotations.Nullable;

/**
 * Collects the replies to the commands of one group. Commands already decided under their keys get
 * their first replies again; the others are accepted all or none.
 */
final class GroupReplies {
  private static final int NONE = -1;

  private final RequestGroup group;
  private final GroupCommit commit;
  private final @Nullable Reply[] replies;
  private final List<Integer> rest = new ArrayList<>();
  private int fault = NONE;

  GroupReplies(RequestGroup group, GroupCommit commit) {
    this.group = group;
    this.commit = commit;
    this.replies = new @Nullable Reply[group.commands().size()];
  }

  /**
   * The replies in the order of the commands.
   *
   * @throws IdempotencyConflict if the group fails with it
   * @throws Exception a fault in a decision, which leaves no trace
   */
  List<Reply> all() throws Exception {
    for (int i = 0; i < replies.length; i++) {
      repeat(i);
    }
    if (fault != NONE) {
      var _ = undo();
    } else if (!rest.isEmpty()) {
      decide();
    }
    var all = new ArrayList<Reply>();
    for (Reply reply : replies) {
      all.add(Objects.requireNonNull(reply, "each has its reply"));
    }
    return all;
  }

  private void repeat(int index) {
    Reply first;
    try {
      first = commit.first(command(index));
    } catch (IdempotencyConflict conflict) {
      first = new Reply.Decided(group.refusals().conflict());
    }
    replies[index] = first;
    if (first == null) {
      rest.add(index);
    } else if (fault == NONE && first.refused()) {
      fault = index;
    }
  }

  private CommandRequest command(int index) {
    return group.commands().get(index);
  }

  /** Undoes the commands that are not decided yet, because one was refused. */
  private CommandOutcome.@Nullable Refused undo() {
    CommandOutcome.Refused undone = null;
    for (int index : rest) {
      if (index != fault) {
        undone = undone == null ? group.refusals().rolledBack(fault) : undone;
        replies[index] = new Reply.Decided(undone);
      }
    }
    return undone;
  }

  private void decide() throws Exception {
    switch (commit.decide(rest.stream().map(this::command).toList())) {
      case CommandGroup.Accepted accepted -> accept(accepted.decisions());
      case CommandGroup.Refused refused ->
          refuse(rest.get(refused.step()), CommandOutcome.Refused.of(refused.refusal()));
    }
  }

  private void accept(List<Decision> decisions) {
    for (int i = 0; i < decisions.size(); i++) {
      int index = rest.get(i);
      replies[index] = new Reply.Decided(commit.accept(command(index), decisions.get(i)));
    }
  }

  private void refuse(int index, CommandOutcome.Refused refusal) {
    fault = index;
    replies[index] = new Reply.Decided(refusal);
    CommandOutcome.Refused undone = undo();
    commit.refuse(command(index), refusal);
    for (int other : rest) {
      if (other != fault && undone != null) {
        commit.undo(command(other), undone, refusal);
      }
    }
  }
}
