package org.entitlementledger.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Files and methods that a reader can hold in mind. Aim at 150 and 20 lines; here are the hard
 * stops (DESIGN.md, "Sizes").
 */
class SizesTest {
  private static final int MOST_LINES_OF_A_FILE = 300;
  private static final int MOST_LINES_OF_A_METHOD = 40;

  /** What is read and changed for years; a test may tell a long story. */
  private static List<Path> all() {
    return House.sources("src/main");
  }

  @Test
  void filesAreShort() throws IOException {
    var tooLong = new ArrayList<String>();
    for (Path file : all()) {
      int lines = Files.readAllLines(file, UTF_8).size();
      if (lines > MOST_LINES_OF_A_FILE) {
        tooLong.add(file.getFileName() + ": " + lines);
      }
    }
    assertThat(all()).hasSizeGreaterThan(100);
    assertThat(tooLong).isEmpty();
  }

  @Test
  void methodsAreShort() throws IOException {
    var tooLong = new ArrayList<String>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(all()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree file : task.parse()) {
        new Measure(file, positions, tooLong).scan(file, null);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void testsDoNotSleep() throws IOException {
    var sleeping = new ArrayList<Path>();
    for (Path file : House.sources("src/test")) {
      String source = Files.readString(file, UTF_8);
      if (source.contains("Thread." + "sleep(") || source.contains("TimeUnit.SECONDS." + "sleep")) {
        sleeping.add(file.getFileName());
      }
    }
    assertThat(sleeping).as("wait for what is to happen, not for a time").isEmpty();
  }

  private static final class Measure extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree file;
    private final SourcePositions positions;
    private final LineMap lines;
    private final List<String> tooLong;

    Measure(CompilationUnitTree file, SourcePositions positions, List<String> tooLong) {
      this.file = file;
      this.positions = positions;
      this.lines = file.getLineMap();
      this.tooLong = tooLong;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      if (method.getBody() != null) {
        long first = line(positions.getStartPosition(file, method.getBody()));
        long last = line(positions.getEndPosition(file, method.getBody()));
        if (last - first + 1 > MOST_LINES_OF_A_METHOD) {
          String name = Path.of(file.getSourceFile().getName()).getFileName().toString();
          tooLong.add(name + " " + method.getName() + ": " + (last - first + 1));
        }
      }
      return super.visitMethod(method, null);
    }

    private long line(long position) {
      return lines.getLineNumber(position);
    }
  }
}
