package org.entitlementledger.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documents say what the code does; {@code -Ddocs=write} writes them. */
class DocumentsTest {
  private static final boolean WRITE = "write".equals(System.getProperty("docs"));

  private static void compare(String name, String made) throws IOException {
    Path file = Path.of("..", "docs", name);
    if (WRITE) {
      Files.writeString(file, made);
    }
    assertThat(file)
        .as("docs/%s is not what the code says; write it by: %s", name, Documents.REWRITE)
        .hasContent(made);
  }

  @Test
  void commands() throws IOException {
    compare("COMMANDS.md", new Documents().commands());
  }

  @Test
  void events() throws IOException {
    compare("EVENTS.md", new Documents().events());
  }
}
