package org.entitlementledger.core.catalogue.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.catalogue.Catalogue;

/**
 * Reads the file in which a vendor describes what it sells (CATALOGUE.md). A file that is wrong, or
 * asks for what is not supported yet, is refused as a whole.
 */
public final class CatalogueFile {
  private static final String BUILT_IN = "success-tiers.yaml";

  /** More than any catalogue needs; a larger file is a mistake. */
  private static final long MOST_BYTES = 1L << 20;

  private CatalogueFile() {}

  /** The success tiers of DOMAIN.md, "What an account buys". */
  public static Catalogue builtIn() {
    try (InputStream file = CatalogueFile.class.getResourceAsStream("/" + BUILT_IN)) {
      if (file == null) {
        throw new IllegalStateException("the resource " + BUILT_IN + " is missing");
      }
      return parse(utf8(file.readAllBytes()));
    } catch (IOException unreadable) {
      throw new IllegalStateException("the resource " + BUILT_IN + " is unreadable", unreadable);
    }
  }

  /**
   * The catalogue of a file.
   *
   * @throws CatalogueError saying line, key and what was expected
   */
  public static Catalogue read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw tooLarge();
      }
      return parse(utf8(Files.readAllBytes(file)));
    } catch (CharacterCodingException notText) {
      throw new CatalogueError(0, "", "the file is not UTF-8 text: " + file, notText);
    } catch (IOException unreadable) {
      throw new CatalogueError(0, "", "the file cannot be read: " + file, unreadable);
    }
  }

  /**
   * The catalogue of a file's text.
   *
   * @throws CatalogueError saying line, key and what was expected
   */
  public static Catalogue parse(String yaml) {
    if (yaml.length() > MOST_BYTES) {
      throw tooLarge();
    }
    CatalogueFileMapping file = CatalogueFileYaml.root(yaml).mapping();
    file.allow(List.of("catalogue", "versions"));
    String name = file.required("catalogue", "the catalogue's name").name();
    CatalogueFileValue list = file.required("versions", "a list of versions");
    var versions = new ArrayList<Catalogue.Version>();
    for (CatalogueFileValue item : list.list()) {
      // paths are told within the version: the line says which one it is
      versions.add(version(name, new CatalogueFileValue(item.node(), "").mapping(), versions));
    }
    if (versions.isEmpty()) {
      throw list.expected("at least one version");
    }
    return new Catalogue(name, List.copyOf(versions));
  }

  private static CatalogueError tooLarge() {
    return new CatalogueError(0, "", "the file has over 1 MiB", null);
  }

  private static Catalogue.Version version(
      String catalogue, CatalogueFileMapping one, List<Catalogue.Version> before) {
    one.allow(List.of("version", "effectiveFrom", "policies", "entitlements", "tiers"));
    CatalogueFileValue name = one.required("version", "the version's name");
    String version = name.name();
    if (before.stream().anyMatch(other -> other.version().equals(version))) {
      throw name.expected("another name than those of the versions before");
    }
    CatalogueFileValue from = one.required("effectiveFrom", "the first day of the version");
    LocalDate effectiveFrom = from.date();
    if (!before.isEmpty() && !effectiveFrom.isAfter(before.getLast().effectiveFrom())) {
      throw from.expected(
          "a day after " + before.getLast().effectiveFrom() + ", that of the version before");
    }
    return new Catalogue.Version(
        version, effectiveFrom, CatalogueFileTier.all(catalogue, version, one));
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
