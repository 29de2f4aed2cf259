package org.entitlementledger.api.web.answer;

import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer about an account with the position of its view, flattened into one JSON object.
 *
 * @param position the last event that it reflects
 */
public record PositionedAnswer<T>(T body, long position) {
  @JsonValue
  ObjectNode json() {
    return Json.tree(body).put("position", position);
  }
}
