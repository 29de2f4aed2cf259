package org.entitlementledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.entitlementledger.api.ledger.WriterFixture.get;
import static org.entitlementledger.api.ledger.WriterFixture.keyed;
import static org.entitlementledger.api.ledger.WriterFixture.open;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.core.profile.ProfileCommand.RenameAccount;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What repeated commands did, found in the log again. */
class PastResultsTest {
  private static final int COMMANDS = 30;

  @TempDir private Path folder;

  private static CommandRequest rename(int number) {
    return keyed(new RenameAccount("acme", "name " + number), "key-" + number, "hash");
  }

  private static List<StoredResponse> renamed(WriterFixture node) {
    node.answer(open("acme"));
    var answers = new ArrayList<StoredResponse>();
    for (int i = 0; i < COMMANDS; i++) {
      answers.add(node.answer(rename(i)));
    }
    return answers;
  }

  /** With room for a few events only, and all at once. */
  @Test
  void areTheSameInAnyOrder() {
    try (var node = new WriterFixture(Databases.H2.migrated(folder))) {
      List<StoredResponse> first = renamed(node);
      var past = new CommandAnswers(new PastResults(node.log, 10));
      var again = new ArrayList<CompletableFuture<StoredResponse>>();
      for (int i = 0; i < 2 * COMMANDS; i++) {
        CommandRequest repeated = rename(i * 7 % COMMANDS);
        Reply reply = get(node.writer.submit(repeated));
        again.add(CompletableFuture.supplyAsync(() -> past.of(repeated, reply)));
      }
      for (int i = 0; i < again.size(); i++) {
        assertThat(get(again.get(i))).isEqualTo(first.get(i * 7 % COMMANDS).again());
      }
      assertThat(node.events()).hasSize(1 + COMMANDS);
    }
  }

  /** As after a fail-over to a log that lacks an end and has another instead. */
  @Test
  void comeFromTheLogAsItIsNow() {
    try (var node = new WriterFixture(Databases.H2.migrated(folder))) {
      renamed(node);
      CommandRequest last = rename(COMMANDS - 1);
      assertThat(node.answer(last).body()).isEqualTo(COMMANDS + 1 + " 1");
      node.jdbc.update(
          "update log set event_id = ? where position = ?", UUID.randomUUID(), COMMANDS + 1);
      assertThat(node.answer(last).body()).isEqualTo(COMMANDS + 1 + " 1");
      node.jdbc.update("delete from log where position = ?", COMMANDS + 1);
      assertThatThrownBy(() -> node.answer(last)).hasCauseInstanceOf(Unavailable.class);
      assertThat(node.answer(rename(COMMANDS - 2)).body()).isEqualTo(COMMANDS + " 1");
      node.jdbc.update("delete from log where position = 7");
      CommandRequest torn = rename(COMMANDS - 2);
      Reply reply = get(node.writer.submit(torn));
      var fresh = new CommandAnswers(new PastResults(node.log, 10));
      assertThatThrownBy(() -> fresh.of(torn, reply)).isInstanceOf(Unavailable.class);
    }
  }
}
