package org.entitlementledger.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names the code that folds events: a hash over the classes that can be reached from the account,
 * and the version of the time-zone rules. What another fold made, before the correction of a fault
 * perhaps, must not be taken for what this one would make.
 */
final class CodeVersion {
  private static final String DOMAIN = "org/entitlementledger/core/";

  private CodeVersion() {}

  /** The hash, as hexadecimal digits. */
  static String of(Class<?>... roots) {
    MessageDigest digest = sha256();
    reachable(roots).values().forEach(digest::update);
    var zones = new TreeSet<String>();
    for (String zone : ZoneRulesProvider.getAvailableZoneIds()) {
      zones.add(ZoneRulesProvider.getVersions(zone).lastKey());
    }
    digest.update(zones.toString().getBytes(UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The class files, by their names, that the roots need. */
  static SortedMap<String, byte[]> reachable(Class<?>... roots) {
    var found = new TreeMap<String, byte[]>();
    var open = new ArrayDeque<String>();
    for (Class<?> root : roots) {
      open.add(root.getName().replace('.', '/'));
    }
    while (!open.isEmpty()) {
      String name = open.remove();
      if (name.startsWith(DOMAIN) && !found.containsKey(name)) {
        byte[] bytes = bytes(name);
        found.put(name, bytes);
        for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
          if (entry instanceof ClassEntry type) {
            open.add(type.asInternalName());
          }
        }
      }
    }
    return found;
  }

  private static byte[] bytes(String name) {
    try (InputStream file =
        CodeVersion.class.getClassLoader().getResourceAsStream(name + ".class")) {
      if (file == null) {
        throw new IllegalStateException("no class file of " + name);
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
