package org.entitlementledger.projections.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.entitlementledger.projections.Sha256;
import org.junit.jupiter.api.Test;

/** The published vectors of RFC 6962, and the laws of its proofs. */
class MerkleTreeTest {
  private static final Hash OTHER = Naive.sha256(new byte[] {42});

  /** The eight leaves of the test vectors of Certificate Transparency. */
  private static List<Hash> eight() {
    return Naive.stored("leaves.txt")
        .lines()
        .map(line -> line.split(" ", -1)[1].replace("-", ""))
        .map(hex -> new Hasher().leaf(HexFormat.of().parseHex(hex)))
        .toList();
  }

  /** Leaves that are one byte each: 0, 1, 2 … */
  private static List<Hash> bytes(int count) {
    var leaves = new ArrayList<Hash>();
    for (int i = 0; i < count; i++) {
      leaves.add(Naive.leaf(new byte[] {(byte) i}));
    }
    return leaves;
  }

  private static String line(long first, long second, List<Hash> path) {
    String hashes = path.stream().map(Hash::hex).collect(Collectors.joining(" "));
    return first + " " + second + " " + (path.isEmpty() ? "-" : hashes);
  }

  @Test
  void hashesAsPublished() {
    var hasher = new Hasher();
    assertThat(hasher.empty().hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(hasher.leaf("L123456".getBytes(US_ASCII)).hex())
        .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
    assertThat(eight().stream().map(Hash::hex))
        .containsExactlyElementsOf(
            Naive.stored("leaves.txt").lines().map(line -> line.split(" ", -1)[2]).toList());
  }

  @Test
  void givesThePublishedRoots() {
    for (String line : Naive.stored("roots.txt").lines().toList()) {
      String[] root = line.split(" ", -1);
      int size = Integer.parseInt(root[0]);
      List<Hash> leaves = eight().subList(0, size);
      assertThat(Naive.tree(leaves).root(size).hex()).isEqualTo(root[1]);
      assertThat(Naive.running(leaves).base64()).isEqualTo(root[2]);
      assertThat(Hash.parse(root[2]).hex()).isEqualTo(root[1]);
    }
  }

  @Test
  void givesThePublishedProofs() {
    var inclusion = new ArrayList<String>();
    var consistency = new ArrayList<String>();
    for (int size = 1; size <= 8; size++) {
      MerkleTree tree = Naive.tree(eight());
      for (int index = 0; index < size; index++) {
        inclusion.add(line(index, size, tree.inclusion(index, size)));
        consistency.add(line(index + 1, size, tree.consistency(index + 1, size)));
      }
    }
    assertThat(inclusion).containsExactlyElementsOf(published("inclusion.txt"));
    assertThat(consistency).containsExactlyElementsOf(published("consistency.txt"));
  }

  private static List<String> published(String name) {
    return Naive.stored(name).lines().toList();
  }

  @Test
  void givesTheAccumulatedProofsOf130Leaves() {
    List<Hash> leaves = bytes(130);
    MerkleTree tree = Naive.tree(leaves);
    assertThat(
            accumulated(
                lines -> {
                  for (int n = 0; n <= 130; n++) {
                    lines.add(n + " " + tree.root(n).hex());
                    assertThat(Naive.running(leaves.subList(0, n))).isEqualTo(tree.root(n));
                  }
                }))
        .isEqualTo("9c67f07f906103b6bf201842a50ff0b8c91fca9b3e211334a6b7aa3133165dec");
    assertThat(
            accumulated(
                lines -> {
                  for (int n = 1; n <= 130; n++) {
                    for (int i = 0; i < n; i++) {
                      lines.add(plain(i, n, tree.inclusion(i, n)));
                    }
                  }
                }))
        .isEqualTo("893ce6eea61adc33c22c0e3a952498b76dfa3c282e78ac659f6fcc0ea44f9983");
    assertThat(
            accumulated(
                lines -> {
                  for (int n = 1; n <= 130; n++) {
                    for (int q = 1; q <= n; q++) {
                      lines.add(plain(q, n, tree.consistency(q, n)));
                    }
                  }
                }))
        .isEqualTo("2498232e1aebe8d1aa8d339d897fc471f4495fe0b8a55ac08f7dae3d88bc4c2a");
  }

  private static String plain(int first, int second, List<Hash> path) {
    return line(first, second, path).replace(" -", "");
  }

  private static String accumulated(Consumer<List<String>> lines) {
    var all = new ArrayList<String>();
    lines.accept(all);
    MessageDigest digest = Sha256.digest();
    all.forEach(line -> digest.update((line + "\n").getBytes(US_ASCII)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** For each size, and a leaf that its number chooses. */
  @Test
  void everyProofIsThatOfTheDefinitionAndVerifies() {
    for (int size = 1; size <= 300; size++) {
      proofsOf(size, new Random(size).nextInt(size));
    }
  }

  private static void proofsOf(int size, int index) {
    List<Hash> leaves = bytes(size);
    MerkleTree tree = Naive.tree(leaves);
    Hash root = Naive.root(leaves);
    assertThat(tree.root(size)).isEqualTo(root);

    List<Hash> path = tree.inclusion(index, size);
    assertThat(path).isEqualTo(Naive.path(index, leaves));
    assertThat(MerkleProof.includes(index, size, leaves.get(index), path, root)).isTrue();

    int from = index + 1;
    Hash first = Naive.root(leaves.subList(0, from));
    List<Hash> proof = tree.consistency(from, size);
    assertThat(proof).isEqualTo(Naive.proof(from, leaves));
    assertThat(MerkleProof.consistent(from, size, first, root, proof)).isTrue();
    if (from < size) {
      refusesInclusion(index, size, leaves.get(index), path, root);
      refusesConsistency(from, size, first, root, proof);
    }
  }

  /** The mutations of transparency-dev/merkle's probes. */
  private static void refusesInclusion(int index, int size, Hash leaf, List<Hash> path, Hash root) {
    for (List<Hash> other : mutated(path, root)) {
      assertThat(MerkleProof.includes(index, size, leaf, other, root)).as("%s", other).isFalse();
    }
    for (int other : List.of(index - 1, index + 1, index ^ 2)) {
      assertThat(MerkleProof.includes(other, size, leaf, path, root)).as("%s", other).isFalse();
    }
    assertThat(MerkleProof.includes(index, size, OTHER, path, root)).isFalse();
    assertThat(MerkleProof.includes(index, size, leaf, path, OTHER)).isFalse();
    assertThat(MerkleProof.includes(index, size, leaf, path, Naive.sha256())).isFalse();
    assertThat(MerkleProof.includes(index, index, leaf, path, root)).isFalse();
    assertThat(MerkleProof.includes(index, 0, leaf, path, root)).isFalse();
  }

  private static void refusesConsistency(
      int from, int to, Hash first, Hash second, List<Hash> path) {
    for (List<Hash> other : mutated(path, second)) {
      assertThat(MerkleProof.consistent(from, to, first, second, other)).isFalse();
    }
    assertThat(MerkleProof.consistent(from, to, second, first, path)).isFalse();
    assertThat(MerkleProof.consistent(from, to, first, OTHER, path)).isFalse();
    assertThat(MerkleProof.consistent(from, to, OTHER, second, path)).isFalse();
    for (int other : List.of(from - 1, from + 1, from ^ 2)) {
      assertThat(MerkleProof.consistent(other, to, first, second, path)).as("%s", other).isFalse();
    }
    assertThat(MerkleProof.consistent(to + 1, to, first, second, path)).isFalse();
    assertThat(MerkleProof.consistent(0, to, first, second, path)).isFalse();
    assertThat(MerkleProof.consistent(from, from, first, first, path)).isFalse();
    assertThat(MerkleProof.consistent(from, to, first, second, List.of())).isFalse();
  }

  /** A path that is longer, shorter, in another order, or has another bit. */
  private static List<List<Hash>> mutated(List<Hash> path, Hash root) {
    var all = new ArrayList<List<Hash>>();
    for (Hash more : List.of(OTHER, root, Naive.sha256())) {
      var behind = new ArrayList<>(path);
      behind.add(more);
      all.add(behind);
      var before = new ArrayList<>(path);
      before.addFirst(more);
      all.add(before);
    }
    all.add(path.subList(1, path.size()));
    all.add(path.subList(0, path.size() - 1));
    for (int i = 0; i < path.size(); i++) {
      byte[] bytes = path.get(i).bytes();
      bytes[i] ^= 1;
      var changed = new ArrayList<>(path);
      changed.set(i, Hash.of(bytes));
      all.add(changed);
    }
    if (path.size() > 1 && !path.getFirst().equals(path.getLast())) {
      var swapped = new ArrayList<>(path);
      Collections.swap(swapped, 0, path.size() - 1);
      all.add(swapped);
    }
    return all;
  }

  @Test
  void refusesWhatProvesNothing() {
    Hash empty = Naive.sha256();
    assertThat(MerkleProof.consistent(0, 0, empty, empty, List.of())).isFalse();
    Hash one = bytes(1).getFirst();
    assertThat(MerkleProof.consistent(1, 1, one, one, List.of())).isTrue();
    assertThat(MerkleProof.consistent(1, 1, one, one, List.of(one))).isFalse();
    assertThat(MerkleProof.includes(0, 1, one, List.of(), one)).isTrue();
    MerkleTree tree = Naive.tree(bytes(8));
    for (int from : List.of(0, -1, 9)) {
      assertThatThrownBy(() -> tree.consistency(from, 8))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int index : List.of(-1, 8)) {
      assertThatThrownBy(() -> tree.inclusion(index, 8))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void takesHashesOf32BytesAlone() {
    byte[] hash = OTHER.bytes();
    assertThatThrownBy(() -> Hash.of(Arrays.copyOf(hash, 31)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Hash.of(Arrays.copyOf(hash, 33)))
        .isInstanceOf(IllegalArgumentException.class);
    String base64 = OTHER.base64();
    assertThat(Hash.parse(base64)).isEqualTo(OTHER);
    for (String other :
        List.of("", base64.replace("=", ""), base64 + "=", base64.substring(4), " " + base64)) {
      assertThatThrownBy(() -> Hash.parse(other)).isInstanceOf(IllegalArgumentException.class);
    }
    // the bits that are left over in the last character
    String last = base64.substring(0, 42) + (char) (base64.charAt(42) + 1) + "=";
    assertThatThrownBy(() -> Hash.parse(last)).isInstanceOf(IllegalArgumentException.class);
  }
}
