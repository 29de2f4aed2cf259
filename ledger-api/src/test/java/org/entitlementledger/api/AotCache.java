package org.entitlementledger.api;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * An ahead-of-time cache of the service's classes (JEP 483), recorded once and shared by all
 * processes that the tests start: it halves the processor time of a start.
 */
final class AotCache {
  private static final Path FOLDER = Service.folder();
  private static final Path FILE = FOLDER.resolve("service.aot");

  /** The JDK caches classes of archives only, and only for the class path that was recorded. */
  static final String CLASS_PATH = archives();

  private static final List<String> OPTIONS = record();

  private AotCache() {}

  /** The Java options that use the cache; empty where the JDK could not create it. */
  static List<String> options() {
    return OPTIONS;
  }

  private static List<String> record() {
    Path data = FOLDER.resolve("data");
    try {
      Files.createDirectory(data);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    try (var service =
        new Node(data, List.of("-XX:AOTCacheOutput=" + FILE), CLASS_PATH, List.of())) {
      service.as("operator").get("/v1/accounts");
      service.terminate().join();
    }
    return Files.exists(FILE) ? List.of("-XX:AOTCache=" + FILE) : List.of();
  }

  /** The main class path; test classes would bring the tests' logging configuration. */
  private static String archives() {
    var archives = new ArrayList<String>();
    for (String one : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!one.endsWith("test-classes") && !one.endsWith("-tests.jar")) {
        Path path = Path.of(one);
        archives.add((Files.isDirectory(path) ? archive(path, archives.size()) : path).toString());
      }
    }
    return String.join(File.pathSeparator, archives);
  }

  private static Path archive(Path classes, int number) {
    Path archive = FOLDER.resolve("classes-" + number + ".jar");
    try (OutputStream file = Files.newOutputStream(archive);
        var out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path one : (Iterable<Path>) all.skip(1)::iterator) {
        boolean folder = Files.isDirectory(one);
        // libraries look for folders too
        out.putNextEntry(new ZipEntry(classes.relativize(one) + (folder ? "/" : "")));
        if (!folder) {
          Files.copy(one, out);
        }
      }
      return archive;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
