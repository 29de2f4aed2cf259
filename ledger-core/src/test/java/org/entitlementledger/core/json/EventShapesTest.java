package org.entitlementledger.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Events are for ever: their names, revisions and shapes, and those of all that is stored in them,
 * are held against a golden file. Commands belong to it because one that awaits approval is stored.
 */
class EventShapesTest {
  private static final String GOLDEN = "/events/shapes.txt";
  private static final Path ACTUAL = Path.of("target", "event-shapes.txt");

  private static final String ADVICE =
      """
      The stored form of %s is not what it was. Events are for ever: what was stored in the old \
      form must be read for as long as the ledger lives. A new event or an optional component: add \
      it to src/test/resources/events/shapes.txt (this test wrote the whole new file to \
      ledger-core/target/event-shapes.txt) and store a sample beside it. Any other change of a \
      name or shape that was ever released: undo it, or raise the revision, read the old revision \
      by an upcaster in json/LedgerJson, keep the old sample, and store a new one \
      (events/<name>.v<revision>.json).\
      """;

  @Test
  void namesRevisionsAndShapesAreAsTheyWere() throws IOException {
    String actual = shapes();
    Files.createDirectories(ACTUAL.toAbsolutePath().getParent());
    Files.writeString(ACTUAL, actual);
    String golden = Resources.text(GOLDEN);
    assertThat(actual).as(ADVICE, changed(blocks(golden), blocks(actual))).isEqualTo(golden);
  }

  private static String shapes() {
    var text = new StringBuilder("# events, each with its revision\n\n");
    var events = new TreeMap<>(EventNames.events());
    events.forEach(
        (name, type) ->
            text.append(name).append(" ").append(EventNames.REVISION).append(shape(type)));
    text.append("# commands, which approval-requested stores in revision 1\n\n");
    var commands = new TreeMap<>(EventNames.commands());
    commands.forEach((name, type) -> text.append(name).append(shape(type)));
    text.append("# what is stored in them\n\n");
    var values = new TreeMap<>(Shapes.within(events.values()));
    values.putAll(Shapes.within(commands.values()));
    values.forEach((name, type) -> text.append(name).append(shape(type)));
    return text.toString();
  }

  private static String shape(Class<?> type) {
    String lines;
    if (type.isEnum()) {
      lines =
          Arrays.stream(type.getEnumConstants())
              .map(one -> "  " + LedgerJson.mapper().writeValueAsString(one) + "\n")
              .collect(Collectors.joining());
    } else if (type.isRecord()) {
      lines = Shapes.of(type).stream().map(one -> "  " + one + "\n").collect(Collectors.joining());
    } else {
      lines = "";
    }
    return "\n" + lines + "\n";
  }

  private static Map<String, String> blocks(String shapes) {
    var blocks = new TreeMap<String, String>();
    for (String block : shapes.split("\n\n", -1)) {
      blocks.put(block.lines().findFirst().orElse(""), block);
    }
    return blocks;
  }

  private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
    var names = new TreeSet<String>(before.keySet());
    names.addAll(after.keySet());
    names.removeIf(name -> before.getOrDefault(name, "").equals(after.get(name)));
    return names;
  }
}
