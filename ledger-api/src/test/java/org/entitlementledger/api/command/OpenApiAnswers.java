package org.entitlementledger.api.command;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.entitlementledger.core.approval.Pending;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What commands answer, such that a client which knows one answer a call loses nothing. */
final class OpenApiAnswers {
  /** Answers of commands that move quota. */
  static final Pattern WITH_BALANCE =
      Pattern.compile(
          "(Start(Requested)?Accelerator|CancelAccelerator|(Issue|Revoke)Voucher"
              + "|VoidVoucherRedemption|(Log|LogScheduled|Cancel|Void)ProgressCall"
              + "|RecordProgressCallNoShow|(Deliver|DeliverScheduled|Cancel|Void)(RoiReview|Workshop)"
              + "|Record(RoiReview|Workshop)NoShow|(Record|Reverse)Usage|(Place|Confirm|Release)Hold"
              + "|GrantTopUp|RevokeGrant|(Request|Approve)Adjustment|ApprovePending)Answer");

  private static final String PROPERTIES = "properties";
  private static final String STATUS = "status";
  private static final String REFERENCE = "#/components/schemas/";
  private static final Set<String> DONE = Set.of("200", "201");

  private final ObjectNode schemas;

  private OpenApiAnswers(ObjectNode document) {
    schemas = document.withObject("/components/schemas");
  }

  static void describeIn(ObjectNode document) {
    var answers = new OpenApiAnswers(document);
    answers.leaveOutBalances();
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        JsonNode responses = operation.path("responses");
        String waits = reference(responses.path("202"));
        if (waits.endsWith("/Awaiting")) {
          DONE.forEach(status -> answers.mayWait(reference(responses.path(status))));
        }
      }
    }
  }

  private static String reference(JsonNode response) {
    return response.at("/content/application~1json/schema/$ref").asString("");
  }

  /** A command that cannot move quota answers with the item alone. */
  private void leaveOutBalances() {
    for (String name : List.copyOf(schemas.propertyNames())) {
      JsonNode item = schemas.path(name).path("allOf").path(0);
      if (name.endsWith("Answer") && item.isObject() && !WITH_BALANCE.matcher(name).matches()) {
        schemas.set(name, item);
      }
    }
  }

  /**
   * The fields of a command's answer in one object with those of the answer that says what it waits
   * for: 202 has none of the others, so they are all optional.
   */
  private void mayWait(String reference) {
    if (reference.isEmpty()) {
      return;
    }
    String name = reference.substring(REFERENCE.length());
    JsonNode waiting = schemas.path("Awaiting").path(PROPERTIES);
    JsonNode answer = schemas.path(name);
    if (!requiresAnything(answer)) {
      answer.at("/allOf/1").asObject().withObject(PROPERTIES).setAll(waiting.deepCopy().asObject());
      return;
    }
    var whole = schemas.objectNode().put("type", "object");
    ObjectNode properties = whole.putObject(PROPERTIES);
    Iterable<JsonNode> parts = answer.has("allOf") ? answer.path("allOf") : List.of(answer);
    for (JsonNode part : parts) {
      String base = part.path("$ref").asString("");
      JsonNode one = base.isEmpty() ? part : schemas.path(base.substring(REFERENCE.length()));
      properties.setAll(one.path(PROPERTIES).deepCopy().asObject());
    }
    properties.set("approvalId", waiting.path("approvalId").deepCopy());
    if (!properties.has(STATUS)) {
      properties.set(STATUS, waiting.path(STATUS).deepCopy());
    } else if (properties.path(STATUS).path("enum") instanceof ArrayNode words) {
      words.add(Pending.State.AWAITING.key());
    }
    schemas.set(name, whole);
  }

  private boolean requiresAnything(JsonNode answer) {
    String base = answer.at("/allOf/0/$ref").asString("");
    return base.isEmpty()
        || !schemas.path(base.substring(REFERENCE.length())).path("required").isEmpty();
  }
}
