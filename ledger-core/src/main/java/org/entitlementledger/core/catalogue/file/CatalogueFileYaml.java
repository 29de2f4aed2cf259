package org.entitlementledger.core.catalogue.file;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The plain part of YAML that a catalogue needs: one document of mappings, lists and scalars. What
 * makes a small text large or endless (anchors, aliases, deep nesting) and what names types (tags)
 * is refused before a tree is built.
 */
final class CatalogueFileYaml {
  private static final int DEEPEST = 20;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setLabel("catalogue")
          // so that a key that is no text is told with its line
          .setAllowNonScalarKeys(true)
          .build();

  private CatalogueFileYaml() {}

  /** The file's topmost value. */
  static CatalogueFileValue root(String yaml) {
    try {
      refuseTraps(yaml);
      Optional<Node> root = new Composer(SETTINGS, parser(yaml)).getSingleNode();
      if (root.isEmpty()) {
        throw new CatalogueError(1, "", "the file is empty", null);
      }
      return new CatalogueFileValue(root.get(), "");
    } catch (MarkedYamlEngineException wrong) {
      int line = line(wrong.getProblemMark());
      throw new CatalogueError(line, "", "this is no YAML: " + oneLine(wrong.getProblem()), wrong);
    } catch (YamlEngineException wrong) {
      throw new CatalogueError(0, "", "this is no YAML: " + oneLine(wrong.getMessage()), wrong);
    }
  }

  private static Parser parser(String yaml) {
    return new ParserImpl(SETTINGS, new StreamReader(SETTINGS, yaml));
  }

  private static void refuseTraps(String yaml) {
    int depth = 0;
    Parser events = parser(yaml);
    while (events.hasNext()) {
      Event event = events.next();
      boolean anchored = event instanceof NodeEvent node && node.getAnchor().isPresent();
      if (anchored || event instanceof AliasEvent) {
        throw refused(event, "anchors and aliases are not allowed");
      }
      if (isTagged(event)) {
        throw refused(event, "tags are not allowed");
      }
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        throw refused(event, "this is nested too deeply");
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  private static boolean isTagged(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag().isPresent();
      case CollectionStartEvent collection -> collection.getTag().isPresent();
      default -> false;
    };
  }

  private static CatalogueError refused(Event event, String why) {
    return new CatalogueError(line(event.getStartMark()), "", why, null);
  }

  static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(-1) + 1;
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).replaceAll("\\s+", " ");
  }
}
