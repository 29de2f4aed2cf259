package org.entitlementledger.projections.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.SwitchedDataSource;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.StoredEvents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each event is sealed once, in its order, and nothing on top of a log that does not fit. */
class CheckpointSignerTest {
  @TempDir private Path folder;

  private Sealed ledger(Databases databases) {
    return new Sealed(databases.migrated(folder));
  }

  @ParameterizedTest
  @EnumSource
  void signsTheHeadOfEveryStep(Databases databases) {
    try (var ledger = ledger(databases)) {
      var checkpoints = new Checkpoints(ledger.jdbc);
      CheckpointSigner signer = ledger.signer(checkpoints);
      assertThat(checkpoints.newest()).isNull();
      signer.begin();
      assertThat(checkpoints.newest()).isEqualTo(ledger.newest());
      assertThat(ledger.newest().root()).isEqualTo(Naive.sha256());
      assertThat(signer.step()).as("there is nothing").isZero();

      int size = 0;
      for (int more : List.of(1, 2, 252, 1, 1, 600)) {
        ledger.append(more);
        size += more;
        assertThat(signer.step()).isEqualTo(size);
        SignedHead head = ledger.newest();
        assertThat(head).isEqualTo(checkpoints.newest());
        assertThat(head.size()).isEqualTo(size);
        assertThat(head.sealedAt()).isAfterOrEqualTo(Sealed.NOON);
        assertThat(head.root()).isEqualTo(Naive.root(ledger.leaves()));
        SignedNote note = SignedNote.parse(head.note());
        note.verify(Sealed.KEYS.verifiers());
        assertThat(note.text())
            .isEqualTo(
                "entitlement-ledger.local/test\n" + size + "\n" + head.root().base64() + "\n");
        proves(ledger, checkpoints);
      }
      assertThat(ledger.jdbc.queryForList("select size from signed_head order by 1", Long.class))
          .as("the empty one, the last in each full tile, the newest")
          .containsExactly(0L, 255L, 257L, 857L);
    }
  }

  private static void proves(Sealed ledger, Checkpoints checkpoints) {
    var tree = new SealedTree(ledger.jdbc, checkpoints);
    List<Hash> leaves = ledger.leaves();
    int size = leaves.size();
    for (int n = 1; n <= size; n += 1 + n / 3) {
      Hash root = Naive.root(leaves.subList(0, n));
      assertThat(
              MerkleProof.includes(
                  n - 1, size, leaves.get(n - 1), tree.inclusion(n, size), tree.head().root()))
          .isTrue();
      assertThat(
              MerkleProof.consistent(n, size, root, tree.head().root(), tree.consistency(n, size)))
          .isTrue();
      String note = tree.checkpoint(n, Sealed.KEYS);
      assertThat(note).isEqualTo(tree.checkpoint(n, Sealed.KEYS));
      assertThat(Checkpoint.parse(SignedNote.parse(note).text()).root()).isEqualTo(root);
    }
    assertThat(tree.checkpoint(0, Sealed.KEYS)).contains("\n0\n47DEQpj8HBSa+/");
    assertThat(tree.event(1)).isPresent();
    assertThat(tree.event(size + 1)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void goesOnFromWhatAnotherOrAnEarlierNodeSealed(Databases databases) {
    try (var ledger = ledger(databases)) {
      CheckpointSigner first = ledger.signer(new Checkpoints(ledger.jdbc));
      first.begin();
      ledger.append(300);
      first.step();
      var checkpoints = new Checkpoints(ledger.jdbc);
      CheckpointSigner second = ledger.signer(checkpoints);
      second.begin();
      second.check();
      ledger.append(300);
      assertThat(second.step()).isEqualTo(600);
      assertThat(ledger.newest().root()).isEqualTo(Naive.root(ledger.leaves()));
    }
  }

  /** A standby was promoted without the end, and a node that had just been started sealed on it. */
  @ParameterizedTest
  @EnumSource
  void sealsNothingInATreeThatHasLostAHead(Databases databases) {
    var primary = databases.migrated(folder);
    try (var ledger = new Sealed(primary)) {
      CheckpointSigner signer = ledger.signer(new Checkpoints(ledger.jdbc));
      signer.begin();
      ledger.append(5);
      signer.step();
    }
    var standby = databases.copy(primary, folder);
    try (var before = new Sealed(primary, 5, "Before ");
        var after = new Sealed(standby, 5, "After ")) {
      var database = new SwitchedDataSource(before.pool);
      var checkpoints = new Checkpoints(new JdbcTemplate(database));
      var signer = new CheckpointSigner(database, before.turn, Sealed.KEYS, checkpoints);
      signer.begin();
      before.append(5);
      assertThat(signer.step()).isEqualTo(10);
      database.failOver(after.pool);
      after.append(20);
      CheckpointSigner restarted = after.signer(new Checkpoints(after.jdbc));
      restarted.begin();
      assertThat(restarted.step()).isEqualTo(25);
      assertThatThrownBy(signer::step)
          .isInstanceOf(TreeDamaged.class)
          .hasMessage("the tree has lost the signed head of 10");
      assertThat(after.newest().size()).isEqualTo(25);
    }
  }

  @Test
  void knowsWhatAnotherNodeSealedWhereNothingIsLeft() {
    try (var ledger = ledger(Databases.POSTGRESQL)) {
      var checkpoints = new Checkpoints(ledger.jdbc);
      CheckpointSigner first = ledger.signer(new Checkpoints(ledger.jdbc));
      CheckpointSigner second = ledger.signer(checkpoints);
      first.begin();
      second.begin();
      ledger.append(3);
      assertThat(first.step()).isEqualTo(3);
      assertThat(second.step()).isEqualTo(3);
      assertThat(checkpoints.size()).isEqualTo(3);
    }
  }

  /** Two nodes seal at once, while a third writes: nobody seals what another did. */
  @Test
  void neverForks() throws Exception {
    try (var ledger = ledger(Databases.POSTGRESQL);
        var threads = Executors.newFixedThreadPool(3)) {
      int rounds = 60;
      var failed = new AtomicBoolean();
      Runnable writer =
          () -> {
            for (int i = 0; i < rounds; i++) {
              ledger.append(7);
            }
          };
      Runnable node =
          () -> {
            CheckpointSigner signer = ledger.signer(new Checkpoints(ledger.jdbc));
            signer.begin();
            while (signer.step() < rounds * 7L && !failed.get()) {
              Thread.onSpinWait();
            }
          };
      List<CompletableFuture<Void>> all =
          Stream.of(writer, node, node)
              .map(task -> CompletableFuture.runAsync(task, threads))
              .toList();
      all.forEach(task -> task.exceptionally(fault -> stop(failed)));
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
      assertThat(ledger.newest().size()).isEqualTo(rounds * 7L);
      List<Hash> leaves = ledger.leaves();
      assertThat(ledger.newest().root()).isEqualTo(Naive.root(leaves));
      assertThat(new TreeAppender(new TileTable(ledger.jdbc), rounds * 7L).root())
          .isEqualTo(Naive.root(leaves));
      var kept =
          ledger.jdbc.query(
              "select size, root from signed_head",
              (row, number) ->
                  Naive.root(leaves.subList(0, row.getInt(1))).equals(Hash.of(row.getBytes(2))));
      assertThat(kept).isNotEmpty().doesNotContain(false);
    }
  }

  /** Both have read the same tree when the first of them moves it: the second finds it moved. */
  @Test
  void movesTheTreeOnlyFromWhereItWasRead() throws Exception {
    try (var ledger = ledger(Databases.POSTGRESQL);
        var threads = Executors.newFixedThreadPool(2);
        var lock = ledger.pool.getConnection()) {
      CheckpointSigner first = ledger.signer(new Checkpoints(ledger.jdbc));
      CheckpointSigner second = ledger.signer(new Checkpoints(ledger.jdbc));
      first.begin();
      second.begin();
      lock.setAutoCommit(false);
      lock.createStatement().execute("select * from signed_head for update");
      ledger.append(3);
      var early = threads.submit(first::step);
      awaitWaiting(ledger, 1);
      ledger.append(4);
      var late = threads.submit(second::step);
      awaitWaiting(ledger, 2);
      lock.rollback();
      assertThat(early.get()).isEqualTo(3);
      assertThat(late.get()).as("how far another node has moved it").isEqualTo(3);
      assertThat(ledger.newest().size()).isEqualTo(3);
      assertThat(second.step()).isEqualTo(7);
      assertThat(ledger.newest().root()).isEqualTo(Naive.root(ledger.leaves()));
    }
  }

  private static void awaitWaiting(Sealed ledger, int count) {
    await()
        .until(
            () ->
                ledger.jdbc.queryForObject(
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database()",
                    Integer.class),
            waiting -> waiting == count);
  }

  private static @Nullable Void stop(AtomicBoolean failed) {
    failed.set(true);
    return null;
  }

  private interface Tampering {
    void with(Sealed ledger);
  }

  private static void allow(Sealed ledger, String sql, Object... parameters) {
    if (ledger.pool.getJdbcUrl().contains("postgresql")) {
      ledger.jdbc.execute("alter table log disable trigger log_is_append_only");
    }
    ledger.jdbc.update(sql, parameters);
  }

  private void refusesAfter(Databases databases, Tampering tampering, String why) {
    try (var ledger = ledger(databases)) {
      CheckpointSigner signer = ledger.signer(new Checkpoints(ledger.jdbc));
      signer.begin();
      ledger.append(10);
      signer.step();
      SignedHead before = ledger.newest();
      tampering.with(ledger);
      ledger.append(5);
      assertThatThrownBy(signer::step).isInstanceOf(TreeDamaged.class).hasMessageContaining(why);
      long sealed =
          IntStream.rangeClosed(11, 15)
              .filter(size -> new SignedHeadTable(ledger.jdbc).of(size) != null)
              .count();
      assertThat(sealed).isZero();
      assertThat(before.size()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sealsNothingWhereTheTreeIsNotWhatWasSigned(Databases databases) {
    refusesAfter(
        databases,
        ledger -> ledger.jdbc.update("update tile set hashes = ?", new byte[10 * 32]),
        "the tiles do not give the root");
    refusesAfter(
        databases,
        ledger -> ledger.jdbc.update("delete from tile"),
        "tile 0 of level 0 is missing");
    refusesAfter(
        databases,
        ledger -> ledger.jdbc.update("delete from signed_head where size = 10"),
        "the newest signed head is gone: it was that of 10");
    refusesAfter(
        databases,
        ledger -> ledger.jdbc.update("delete from signed_head where size = 0"),
        "the signed head of the empty tree is gone");
    refusesAfter(
        databases,
        ledger ->
            ledger.jdbc.update("update signed_head set root = ? where size = 10", new byte[32]),
        "is not what its note says");
    String foreign =
        new KeyRing(SignerKey.make(Sealed.KEYS.origin()), List.of()).sign(10, Naive.sha256());
    refusesAfter(
        databases,
        ledger -> ledger.jdbc.update("update signed_head set note = ? where size = 10", foreign),
        "none of the known keys has signed it");
  }

  @ParameterizedTest
  @EnumSource
  void sealsNothingOnTopOfALogThatWasChanged(Databases databases) {
    refusesAfter(
        databases,
        ledger ->
            allow(ledger, "update log set payload = ? where position = 10", "{}".getBytes(UTF_8)),
        "the event at 10 is not the one that was sealed");
    refusesAfter(
        databases,
        ledger -> allow(ledger, "delete from log where position = 10"),
        "there is no event at 10");
  }

  @ParameterizedTest
  @EnumSource
  void sealsNothingOnTopOfALogThatWasCutShort(Databases databases) {
    try (var ledger = ledger(databases)) {
      var checkpoints = new Checkpoints(ledger.jdbc);
      CheckpointSigner signer = ledger.signer(checkpoints);
      signer.begin();
      ledger.append(10);
      signer.step();
      allow(ledger, "delete from log where position > 8");
      new HeadTable(ledger.jdbc).move(8, Sealed.NOON);
      assertThatThrownBy(signer::step)
          .isInstanceOf(TreeDamaged.class)
          .hasMessageContaining("the log ends at 8, and the tree goes to 10");
      assertThat(ledger.newest().size()).isEqualTo(10);
      CheckpointSigner restarted = ledger.signer(new Checkpoints(ledger.jdbc));
      restarted.begin();
      assertThatThrownBy(restarted::check).hasMessageContaining("there is no event at 9");
    }
  }

  @ParameterizedTest
  @EnumSource
  void holdsTheEndOfTheTreeAgainstTheLogAtTheStart(Databases databases) {
    try (var ledger = ledger(databases)) {
      CheckpointSigner signer = ledger.signer(new Checkpoints(ledger.jdbc));
      signer.begin();
      signer.check();
      ledger.append(700);
      signer.step();
      signer.check();
      allow(ledger, "update log set actor = 'mallory' where position = 300");
      assertThatThrownBy(signer::check)
          .isInstanceOf(TreeDamaged.class)
          .hasMessageContaining("the event at 300 is not the one that was sealed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void doesNotBeginWithAnotherKey(Databases databases) {
    try (var ledger = ledger(databases)) {
      ledger.append(1);
      ledger.signer(new Checkpoints(ledger.jdbc)).begin();
      var other = new KeyRing(SignerKey.make(Sealed.KEYS.origin()), List.of());
      var checkpoints = new Checkpoints(ledger.jdbc);
      var signer = new CheckpointSigner(ledger.pool, ledger.turn, other, checkpoints);
      assertThatThrownBy(signer::begin)
          .isInstanceOf(TreeDamaged.class)
          .hasMessageContaining("none of the known keys");
      new CheckpointSigner(ledger.pool, ledger.turn, Sealed.KEYS.rotated(), checkpoints).begin();
      ledger.jdbc.update("delete from signed_head");
      ledger.jdbc.update("insert into tile (level, index, hashes) values (0, 0, ?)", new byte[32]);
      assertThatThrownBy(signer::begin).hasMessageContaining("all signed heads are gone");
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsTheRowsAsTheyAreStored(Databases databases) {
    try (var ledger = ledger(databases)) {
      ledger.append(5_000);
      var positions = new java.util.ArrayList<Long>();
      new StoredEvents(ledger.jdbc).each(3, 4_990, event -> positions.add(event.position()));
      assertThat(positions).hasSize(4_987).startsWith(4L, 5L).endsWith(4_990L).isSorted();
      var tree = new SealedTree(ledger.jdbc, new Checkpoints(ledger.jdbc));
      List<byte[]> fields = Leaf.fields(Leaf.of(tree.event(17).orElseThrow()));
      assertThat(fields.stream().map(field -> new String(field, UTF_8)))
          .containsExactly(
              "entitlement-ledger/leaf/v1",
              "17",
              "acme",
              "16",
              "00000000-0000-0007-0000-000000000011",
              "account-renamed",
              "1",
              "2025-03-15T11:59:00.123456Z",
              "2025-03-15T12:00:00.123456Z",
              "olga",
              "{\"command\":\"rename-account\",\"reason\":\"a better name\"}",
              "{\"occurredAt\":\"2025-03-15T11:59:00.123456Z\",\"name\":\"Äcme 17\"}");
    }
  }
}
