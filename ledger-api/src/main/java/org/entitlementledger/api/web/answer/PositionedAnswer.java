package org.entitlementledger.api.web.answer;

import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something of an account and where its view stood, which is one object in JSON.
 *
 * @param position of the last event that it reflects
 */
public record PositionedAnswer<T>(T body, long position) {
  @JsonValue
  ObjectNode json() {
    return Json.tree(body).put("position", position);
  }
}
