package org.entitlementledger.core.catalogue.file;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * A mapping of the file, in the order of the file.
 *
 * @param line of its first key
 * @param keys each key's own place, for what is wrong with the key itself
 */
record CatalogueFileMapping(
    int line,
    String path,
    Map<String, CatalogueFileValue> values,
    Map<String, CatalogueFileValue> keys) {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  static CatalogueFileMapping of(MappingNode node, String path) {
    var values = new LinkedHashMap<String, CatalogueFileValue>();
    var keys = new LinkedHashMap<String, CatalogueFileValue>();
    for (NodeTuple tuple : node.getValue()) {
      var key = new CatalogueFileValue(tuple.getKeyNode(), path);
      String name = key.text();
      String inner = path.isEmpty() ? name : path + "." + name;
      var place = new CatalogueFileValue(tuple.getKeyNode(), inner);
      if (keys.put(name, place) != null) {
        throw place.error("this key stands here twice");
      }
      values.put(name, new CatalogueFileValue(tuple.getValueNode(), inner));
    }
    return new CatalogueFileMapping(
        CatalogueFileYaml.line(node.getStartMark()), path, values, keys);
  }

  /** Refuses every key but these. */
  void allow(Collection<String> known) {
    for (Map.Entry<String, CatalogueFileValue> key : keys.entrySet()) {
      if (!known.contains(key.getKey())) {
        throw key.getValue().error("unknown key; known here: " + String.join(", ", known));
      }
    }
  }

  /** Keys that the vendor names: as ids that clients choose (API.md, "Conventions"). */
  CatalogueFileMapping named() {
    for (CatalogueFileValue key : keys.values()) {
      if (!KEY.matcher(key.text()).matches()) {
        throw key.expected("a key of 1 to 100 of the characters A-Z a-z 0-9 . _ -");
      }
    }
    return this;
  }

  CatalogueFileValue required(String key, String expected) {
    CatalogueFileValue value = values.get(key);
    if (value == null) {
      throw missing(key, expected);
    }
    return value;
  }

  CatalogueError missing(String key, String expected) {
    String inner = path.isEmpty() ? key : path + "." + key;
    return new CatalogueError(line, inner, "expected " + expected + ", found nothing", null);
  }

  @Nullable CatalogueFileValue optional(String key) {
    return values.get(key);
  }
}
