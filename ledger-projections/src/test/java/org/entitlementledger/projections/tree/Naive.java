package org.entitlementledger.projections.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** RFC 6962 section 2.1 word by word, over lists of leaf hashes: slow, and plain to read. */
final class Naive {
  private Naive() {}

  static Hash sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return Hash.of(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Hash leaf(byte[] leaf) {
    return sha256(new byte[] {0}, leaf);
  }

  private static Hash node(Hash left, Hash right) {
    return sha256(new byte[] {1}, left.bytes(), right.bytes());
  }

  private static int split(int size) {
    int left = 1;
    while (left * 2 < size) {
      left *= 2;
    }
    return left;
  }

  static Hash root(List<Hash> leaves) {
    if (leaves.isEmpty()) {
      return sha256();
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int left = split(leaves.size());
    return node(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
  }

  static List<Hash> path(int index, List<Hash> leaves) {
    var path = new ArrayList<Hash>();
    if (leaves.size() == 1) {
      return path;
    }
    int left = split(leaves.size());
    if (index < left) {
      path.addAll(path(index, leaves.subList(0, left)));
      path.add(root(leaves.subList(left, leaves.size())));
    } else {
      path.addAll(path(index - left, leaves.subList(left, leaves.size())));
      path.add(root(leaves.subList(0, left)));
    }
    return path;
  }

  static List<Hash> proof(int from, List<Hash> leaves) {
    return subproof(from, leaves, true);
  }

  private static List<Hash> subproof(int from, List<Hash> leaves, boolean known) {
    var path = new ArrayList<Hash>();
    if (from == leaves.size()) {
      if (!known) {
        path.add(root(leaves));
      }
      return path;
    }
    int left = split(leaves.size());
    if (from <= left) {
      path.addAll(subproof(from, leaves.subList(0, left), known));
      path.add(root(leaves.subList(left, leaves.size())));
    } else {
      path.addAll(subproof(from - left, leaves.subList(left, leaves.size()), false));
      path.add(root(leaves.subList(0, left)));
    }
    return path;
  }

  /** The tree whose complete subtrees are computed from a list each time. */
  static MerkleTree tree(List<Hash> leaves) {
    return new MerkleTree(
        (height, index) -> {
          int count = 1 << height;
          int from = (int) index * count;
          return root(leaves.subList(from, from + count));
        });
  }

  static Hash running(List<Hash> leaves) {
    var running = new RunningRoot();
    leaves.forEach(running::add);
    return running.root();
  }

  static String stored(String name) {
    try (var file = Naive.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
