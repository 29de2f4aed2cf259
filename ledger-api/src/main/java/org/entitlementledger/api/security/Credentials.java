package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.entitlementledger.api.security.access.Role;
import org.entitlementledger.api.settings.StartRefused;
import org.entitlementledger.projections.OwnerOnly;

/**
 * The passwords of the local users: {@code <ledger.data>/credentials} with lines {@code
 * user:password}, generated at the first start and readable only by the user of the service.
 */
public final class Credentials {
  private static final String FILE = "credentials";
  private static final int RANDOM_BYTES = 16;

  private Credentials() {}

  /** The absolute path of the file. */
  public static Path file(Path folder) {
    return folder.toAbsolutePath().normalize().resolve(FILE);
  }

  /**
   * Reads the password of each user, and generates the file if it is missing.
   *
   * @throws StartRefused if it is malformed, or other users may read or change it
   */
  static Map<String, String> in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (Files.notExists(file)) {
        OwnerOnly.createFolder(folder);
        publish(file, lines());
      }
      return parse(file);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read or make " + file, failed);
    }
  }

  private static String lines() {
    var random = new SecureRandom();
    var lines = new StringBuilder();
    for (Role role : Role.READERS) {
      byte[] secret = new byte[RANDOM_BYTES];
      random.nextBytes(secret);
      String password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
      lines.append(role.key()).append(':').append(password).append('\n');
    }
    return lines.toString();
  }

  /** Another node may do the same concurrently: the file appears complete, and only once. */
  private static void publish(Path file, String lines) throws IOException {
    Path draft = file.resolveSibling(FILE + "." + UUID.randomUUID());
    try (var channel = Files.newByteChannel(draft, Set.of(CREATE_NEW, WRITE), OwnerOnly.FILE)) {
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException other) {
      // the other node's file is as good
    } finally {
      Files.delete(draft);
    }
  }

  private static Map<String, String> parse(Path file) throws IOException {
    if (!OwnerOnly.holds(file)) {
      throw new StartRefused(
          "Others than its owner may read or change " + file + ", which holds passwords.",
          "chmod 600 " + file + ", and if somebody has read it: delete it, new ones are made.");
    }
    var passwords = new LinkedHashMap<String, String>();
    for (String line : Files.readAllLines(file, UTF_8)) {
      if (line.isBlank()) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon < 1 || colon == line.length() - 1) {
        throw new StartRefused(
            file + " must have lines user:password.",
            "Correct it, or delete it: a new one is made.");
      }
      passwords.put(line.substring(0, colon), line.substring(colon + 1));
    }
    return passwords;
  }
}
