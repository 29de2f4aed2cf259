package org.entitlementledger.projections.verification;

import static java.util.Objects.requireNonNull;
import static org.entitlementledger.projections.verification.SealedLedger.flipped;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.log.StoredEvents;
import org.entitlementledger.projections.tree.Hash;
import org.entitlementledger.projections.tree.Hasher;
import org.entitlementledger.projections.tree.KeyRing;
import org.entitlementledger.projections.tree.Leaf;
import org.entitlementledger.projections.tree.SignerKey;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tiles and the signed heads, tampered with by SQL, with the log and without. */
class TreeTamperingTest {
  private static final String LEAVES = "level = 0 and index = ";
  private static final String TILE = "select hashes from tile where " + LEAVES;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void tilesThatWereChangedAreFound(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      byte[] second = ledger.bytes(TILE + 1);
      byte[] at357 = flipped(second, 100 * Hash.BYTES + 7);
      ledger.tampered("tile", LEAVES + 1, "hashes", at357, "357 checkpoint");
      byte[] to356 = Arrays.copyOf(second, 100 * Hash.BYTES);
      ledger.tampered("tile", LEAVES + 1, "hashes", to356, "357 checkpoint");
      byte[] last = Arrays.copyOf(ledger.bytes(TILE + 2), 200 * Hash.BYTES);
      ledger.tampered("tile", LEAVES + 2, "hashes", last, "701 checkpoint");
      String above = "level = 1 and index = 0";
      byte[] roots = ledger.bytes("select hashes from tile where " + above);
      ledger.tampered("tile", above, "hashes", flipped(roots, Hash.BYTES), "257 checkpoint");
      ledger.tampered("tile", above, "hashes", new byte[] {1}, "1 checkpoint");
      ledger.finds();
      ledger.jdbc().update("delete from tile where " + LEAVES + 1);
      ledger.finds("257 checkpoint");
    }
  }

  @ParameterizedTest
  @EnumSource
  void headsThatWereChangedAreFound(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      byte[] root = ledger.bytes("select root from signed_head where size = 500");
      String note =
          requireNonNull(
              ledger
                  .jdbc()
                  .queryForObject("select note from signed_head where size = 500", String.class));
      int place = note.lastIndexOf(' ') + 20;
      char other = note.charAt(place) == 'A' ? 'B' : 'A';
      String forged = note.substring(0, place) + other + note.substring(place + 1);
      var stranger = new KeyRing(SignerKey.make(SealedLedger.KEYS.origin()), List.of());
      String bad = "500 checkpoint";
      ledger.tampered("signed_head", "size = 500", "root", flipped(root, 3), bad);
      ledger.tampered("signed_head", "size = 500", "size", 501L, bad);
      ledger.tampered("signed_head", "size = 500", "note", forged, bad);
      ledger.tampered("signed_head", "size = 500", "note", stranger.sign(500, Hash.of(root)), bad);
      ledger.tampered("signed_head", "size = 700", "note", "nothing", "700 checkpoint");
      ledger.tampered("signed_head", "size = 700", "size", 900L, "700 checkpoint");
      ledger.finds();
      ledger.jdbc().update("delete from signed_head where size = 700");
      ledger.finds("501 checkpoint");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasDoneToLogAndTilesTogetherIsFoundBetweenTheHeadsAround(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      change(ledger, 100, "nobody");
      ledger.finds("1 checkpoint");
      change(ledger, 100, "olga");
      change(ledger, 450, "nobody");
      ledger.finds("257 checkpoint");
      change(ledger, 450, "olga");
      change(ledger, 505, "nobody");
      ledger.finds("501 checkpoint");
      change(ledger, 505, "olga");
      change(ledger, 650, "nobody");
      ledger.finds("501 checkpoint");
      change(ledger, 100, "nobody");
      ledger.jdbc().update("delete from log where position = 300");
      ledger.finds("1 checkpoint", "300 log", "501 checkpoint");
    }
  }

  /** An event's actor, and with it its hash in the tile. */
  private static void change(SealedLedger ledger, long position, String actor) {
    ledger.jdbc().update("update log set actor = ? where position = ?", actor, position);
    StoredEvent row =
        ledger
            .jdbc()
            .query(
                "select " + StoredEvents.COLUMNS + " from log l where l.position = ?",
                (stored, number) -> StoredEvents.read(stored),
                position)
            .getFirst();
    byte[] leaf = new Hasher().leaf(Leaf.of(row)).bytes();
    long tile = (position - 1) / 256;
    byte[] hashes = ledger.bytes(TILE + tile);
    System.arraycopy(leaf, 0, hashes, (int) ((position - 1) % 256) * Hash.BYTES, Hash.BYTES);
    ledger.jdbc().update("update tile set hashes = ? where " + LEAVES + tile, hashes);
  }
}
