package org.entitlementledger.api.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.tree.Leaf;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A line of an export, read and held against its own leaf.
 *
 * @param position as its leaf says, or else the line; null where neither does
 * @param row what its leaf says; null where it has none that can be read
 * @param wrong what is wrong with it; null where nothing is
 */
record ExportedEvent(@Nullable Long position, @Nullable StoredEvent row, @Nullable String wrong) {
  /** Reads a line, without its newline. */
  static ExportedEvent read(byte[] line) {
    JsonNode json;
    try {
      json = LedgerJson.mapper().readTree(line);
    } catch (JacksonException malformed) {
      return new ExportedEvent(null, null, "is no JSON");
    }
    Long shown = json.path("position").isIntegralNumber() ? json.path("position").asLong() : null;
    byte[] leaf = leaf(json);
    if (leaf == null) {
      return new ExportedEvent(shown, null, "has no leaf in base64");
    }
    StoredEvent event = event(leaf);
    if (event == null) {
      return new ExportedEvent(shown, null, "has a leaf of another form");
    }
    return new ExportedEvent(event.position(), event, wrong(line, json, event));
  }

  private static byte @Nullable [] leaf(JsonNode json) {
    String text = ExportLine.text(json, "leaf");
    try {
      byte[] leaf = text == null ? null : Base64.getDecoder().decode(text);
      return leaf != null && Base64.getEncoder().encodeToString(leaf).equals(text) ? leaf : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  /** The row that a leaf is of; null where it is not to the byte the leaf of any row. */
  private static @Nullable StoredEvent event(byte[] leaf) {
    try {
      List<byte[]> fields = Leaf.fields(leaf);
      List<String> texts = fields.stream().map(field -> new String(field, UTF_8)).toList();
      var event =
          new StoredEvent(
              Long.parseLong(texts.get(1)),
              texts.get(2),
              Long.parseLong(texts.get(3)),
              UUID.fromString(texts.get(4)),
              texts.get(5),
              Integer.parseInt(texts.get(6)),
              Instant.parse(texts.get(7)),
              Instant.parse(texts.get(8)),
              texts.get(9),
              fields.get(10),
              fields.get(11));
      return Arrays.equals(Leaf.of(event), leaf) ? event : null;
    } catch (IllegalArgumentException | DateTimeException malformed) {
      return null;
    }
  }

  private static @Nullable String wrong(byte[] line, JsonNode json, StoredEvent event) {
    String canonical = LedgerJson.mapper().writeValueAsString(ExportLine.of(event));
    if (Arrays.equals(canonical.getBytes(UTF_8), line)) {
      return null;
    }
    JsonNode expected = LedgerJson.mapper().readTree(canonical);
    for (var field : expected.properties()) {
      if (!field.getValue().equals(json.path(field.getKey()))) {
        return "its " + field.getKey() + " is not that of its leaf";
      }
    }
    for (String name : json.propertyNames()) {
      if (!expected.has(name)) {
        return "it has a field that its leaf does not give: " + name;
      }
    }
    return "it is not written as the format has it";
  }
}
