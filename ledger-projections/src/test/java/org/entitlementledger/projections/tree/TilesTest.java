package org.entitlementledger.projections.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Roots and proofs from tiles are those of the definition, at every edge of a tile. */
class TilesTest {
  private static final int LEAVES = 66_000;

  /** Sizes at which the tree is written down. */
  private static final List<Integer> STEPS =
      List.of(1, 2, 255, 256, 257, 511, 512, 700, 65_279, 65_280, 65_535, 65_536, 65_537, LEAVES);

  @TempDir private Path folder;

  private static List<Hash> leaves() {
    var leaves = new ArrayList<Hash>();
    for (int i = 0; i < LEAVES; i++) {
      leaves.add(Naive.sha256(ByteBuffer.allocate(4).putInt(i).array()));
    }
    return leaves;
  }

  @ParameterizedTest
  @EnumSource
  void giveWhatTheDefinitionGives(Databases databases) {
    List<Hash> leaves = leaves();
    try (var pool = databases.migrated(folder).pool(1)) {
      var jdbc = new JdbcTemplate(pool);
      var table = new TileTable(jdbc);
      int size = 0;
      for (int step : STEPS) {
        var appender = new TreeAppender(table, size);
        leaves.subList(size, step).forEach(appender::add);
        assertThat(appender.root())
            .as("%s", step)
            .isEqualTo(Naive.running(leaves.subList(0, step)));
        assertThat(appender.added()).isEqualTo(step - size);
        table.write(appender.changed());
        size = step;
        proves(table, leaves.subList(0, size));
      }
      assertThat(jdbc.queryForObject("select count(*) from tile", Integer.class))
          .as("258 of leaves, 2 of their roots, 1 of theirs")
          .isEqualTo(LEAVES / 256 + 1 + 2 + 1);
      assertThat(jdbc.queryForObject("select max(octet_length(hashes)) from tile", Integer.class))
          .isEqualTo(8192);
      damaged(jdbc, table);
    }
  }

  private static void proves(TileTable table, List<Hash> leaves) {
    int size = leaves.size();
    var tree = new MerkleTree(new Tiles(table));
    Hash root = Naive.running(leaves);
    assertThat(tree.root(size)).isEqualTo(root);
    for (int earlier : STEPS) {
      if (earlier <= size) {
        Hash first = Naive.running(leaves.subList(0, earlier));
        assertThat(tree.root(earlier)).as("%s of %s", earlier, size).isEqualTo(first);
        List<Hash> proof = tree.consistency(earlier, size);
        assertThat(MerkleProof.consistent(earlier, size, first, root, proof)).isTrue();
        List<Hash> path = tree.inclusion(earlier - 1, size);
        assertThat(MerkleProof.includes(earlier - 1, size, leaves.get(earlier - 1), path, root))
            .isTrue();
      }
    }
  }

  private static void damaged(JdbcTemplate jdbc, TileTable table) {
    jdbc.update("update tile set hashes = ? where level = 1 and index = 1", new byte[64]);
    assertThatThrownBy(() -> new TreeAppender(table, LEAVES))
        .isInstanceOf(TreeDamaged.class)
        .hasMessageContaining("tile 1 of level 1 does not end where the tree does");
    jdbc.update("delete from tile where level = 1 and index = 0");
    assertThatThrownBy(() -> new MerkleTree(new Tiles(table)).inclusion(700, LEAVES))
        .isInstanceOf(TreeDamaged.class)
        .hasMessageContaining("tile 0 of level 1 is missing");
  }
}
