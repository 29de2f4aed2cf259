import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or writes the format of every Java source: {@code Format.java check|write ROOT}. The root
 * pom runs it in a JDK 25 process.
 */
final class Format {

  public static void main(String[] args) throws IOException {
    if (args.length != 2 || !List.of("check", "write").contains(args[0])) {
      System.err.println("Format.java check|write ROOT, but was given " + String.join(" ", args));
      System.exit(2);
    }
    boolean write = args[0].equals("write");
    Path root = Path.of(args[1]);
    var formatter = new Formatter();
    var wrong = new ArrayList<String>();
    for (Path file : sources(root)) {
      String name = root.relativize(file).toString();
      String text = Files.readString(file);
      try {
        String formatted = formatter.formatSourceAndFixImports(text);
        if (formatted.equals(text)) {
          continue;
        }
        if (write) {
          Files.writeString(file, formatted);
          System.out.println("formatted " + name);
          continue;
        }
        wrong.add(name);
      } catch (FormatterException e) {
        wrong.add(name + ": " + e.getMessage());
      }
    }
    if (!wrong.isEmpty()) {
      System.err.println("Not formatted:");
      wrong.forEach(name -> System.err.println("  " + name));
      System.err.println("This formats them: mvn -N verify -Dformat=write");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    var sources = new ArrayList<Path>();
    sources.add(root.resolve(".mvn/format/Format.java"));
    try (Stream<Path> folders = Files.list(root)) {
      Stream<Path> modules =
          Stream.concat(folders, Stream.of(root.resolve("examples/client/java")));
      for (Path folder : modules.map(module -> module.resolve("src")).sorted().toList()) {
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }
}
