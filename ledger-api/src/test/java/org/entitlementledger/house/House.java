package org.entitlementledger.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The whole code of the project, as classes and as sources. */
final class House {
  static final String ROOT = "org.entitlementledger";
  static final String CORE = ROOT + ".core";
  static final String PROJECTIONS = ROOT + ".projections";
  static final String API = ROOT + ".api";

  /** What is delivered: no tests. */
  static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(ROOT);

  private House() {}

  /** The Java files below {@code folder} ({@code src/main} or {@code src/test}) of every module. */
  static List<Path> sources(String folder) {
    Path repository = Path.of("").toAbsolutePath().getParent();
    try (var modules = Files.list(repository)) {
      return modules
          .filter(module -> Files.exists(module.resolve("pom.xml")))
          .map(module -> module.resolve(folder))
          .filter(Files::exists)
          .flatMap(House::javaFiles)
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static java.util.stream.Stream<Path> javaFiles(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
