package org.entitlementledger.api.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the sources say of records: the words of the OpenAPI document. */
final class Docstrings {
  private static final Pattern DOCUMENTED =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[A-Z]\\w*(?:\\([^)]*\\))?\\s*)*"
              + "(?:public |private |sealed |final |static )*(?:record|interface) (\\w+)",
          Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("@param (\\w+) ((?:(?!\\n@).)*)", Pattern.DOTALL);
  private static final Pattern INLINE = Pattern.compile("\\{@(?:code|link) #?([^}]*)}");
  private static final List<String> MODULES =
      List.of("ledger-core", "ledger-projections", "ledger-api");

  private final Map<String, String> components = new HashMap<>();

  private Docstrings() {}

  /** Of all three modules. */
  static Docstrings read() {
    var found = new Docstrings();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).sorted().toList()) {
          found.add(Files.readString(file));
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return found;
  }

  private void add(String source) {
    Matcher type = DOCUMENTED.matcher(source);
    while (type.find()) {
      String comment = type.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip();
      Matcher parameter = PARAMETER.matcher(comment);
      while (parameter.find()) {
        components.put(type.group(2) + "." + parameter.group(1), line(parameter.group(2)));
      }
    }
  }

  private static String line(String text) {
    String flat = text.strip().replaceAll("\\s+", " ");
    return INLINE.matcher(flat).replaceAll("`$1`");
  }

  /** What is said of a component of the record behind a schema; null where it says nothing. */
  @Nullable String of(String schema, String component) {
    String type = schema.replaceFirst("(Input|Answer)$", "");
    return Stream.of(type + "Answer", type)
        .map(name -> components.get(name + "." + component))
        .filter(found -> found != null)
        .findFirst()
        .orElse(null);
  }
}
