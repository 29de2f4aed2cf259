package org.entitlementledger.api.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.UUID;
import org.entitlementledger.api.settings.StartRefused;
import org.entitlementledger.projections.OwnerOnly;
import org.entitlementledger.projections.tree.InvalidNote;
import org.entitlementledger.projections.tree.KeyRing;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code <ledger.data>/signing-key}: the key that signs, then the public halves of those
 * that did before, a line each. Only its owner may read it.
 */
public final class SigningKeyFile {
  private static final String FILE = "signing-key";

  private final Path folder;
  private final Path file;

  /** The one in a folder. */
  public SigningKeyFile(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    file = this.folder.resolve(FILE);
  }

  /**
   * The keys in it; null where there is no file.
   *
   * @throws StartRefused where others may read it, or it holds something else
   */
  public @Nullable KeyRing read() {
    try {
      if (Files.notExists(file)) {
        return null;
      }
      if (!OwnerOnly.holds(file)) {
        throw new StartRefused(
            "Others than its owner may read or change " + file + ", which signs the ledger.",
            "chmod 600 " + file + ", and if somebody has read it: java -jar ledger.jar rotate-key");
      }
      return KeyRing.parse(Files.readString(file, UTF_8));
    } catch (InvalidNote refused) {
      throw new StartRefused(
          file + " holds no signing key: " + refused.getMessage() + ".",
          "Put back the file that the ledger's first start made, from where it is kept apart.");
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + file, failed);
    }
  }

  /**
   * Makes it with a new key of a name, unless another node that shares the folder has just done so.
   *
   * @return the keys that are in it now
   */
  KeyRing make(String name) {
    KeyRing ring = KeyRing.fresh(name);
    try {
      OwnerOnly.createFolder(folder);
      Path draft = draft(ring);
      try {
        Files.createLink(file, draft);
      } catch (FileAlreadyExistsException other) {
        KeyRing there = read();
        return there == null ? ring : there;
      } finally {
        Files.delete(draft);
      }
      return ring;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot make " + file, failed);
    }
  }

  /** Puts other keys in the place of those that are in it, all at once. */
  public void replace(KeyRing ring) {
    try {
      Files.move(draft(ring), file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot replace " + file, failed);
    }
  }

  /** It is on disk before a head that it has signed can be. */
  private Path draft(KeyRing ring) throws IOException {
    Path draft = file.resolveSibling(FILE + "." + UUID.randomUUID());
    try (var channel = FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), OwnerOnly.FILE)) {
      ByteBuffer bytes = ByteBuffer.wrap(ring.text().getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    return draft;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
