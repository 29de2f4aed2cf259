package org.entitlementledger.core.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the sources say about the types of the core, as Markdown. */
final class Docstrings {
  private static final Pattern DOCUMENTED =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@StoredName\\([^)]*\\)\\s*)?"
              + "(?:public |private |sealed |final |static )*"
              + "(?:record|enum|interface) (\\w+)",
          Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("@param (\\w+) ((?:(?!\\n@).)*)", Pattern.DOTALL);
  private static final Pattern INLINE = Pattern.compile("\\{@(?:code|link) #?([^}]*)}");

  private final Map<String, Docstring> byType = new TreeMap<>();

  /**
   * What is said of one type.
   *
   * @param text without its tags
   * @param components by their names
   */
  record Docstring(String text, Map<String, String> components) {
    String of(String component) {
      return components.getOrDefault(component, "");
    }
  }

  /** Of all sources under {@code folder}; types of one simple name share what is said last. */
  static Docstrings under(Path folder) {
    var found = new Docstrings();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).sorted().toList()) {
        found.read(Files.readString(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return found;
  }

  private void read(String source) {
    Matcher type = DOCUMENTED.matcher(source);
    while (type.find()) {
      String comment = type.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip();
      int tags = ("\n" + comment).indexOf("\n@");
      var components = new TreeMap<String, String>();
      Matcher parameter = PARAMETER.matcher(comment);
      while (parameter.find()) {
        components.put(parameter.group(1), line(parameter.group(2)));
      }
      String text = tags < 0 ? comment : comment.substring(0, Math.max(0, tags - 1));
      byType.put(type.group(2), new Docstring(line(text), components));
    }
  }

  private static String line(String text) {
    String flat = text.strip().replaceAll("\\s+", " ");
    return INLINE.matcher(flat).replaceAll("`$1`");
  }

  Docstring of(Class<?> type) {
    Docstring said = byType.get(type.getSimpleName());
    if (said == null || said.text().isEmpty()) {
      throw new AssertionError("say in a docstring what " + type.getName() + " is");
    }
    return said;
  }
}
