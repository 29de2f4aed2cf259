package org.entitlementledger.api.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.entitlementledger.api.finance.report.ReportAnswer;
import org.entitlementledger.api.web.request.Preconditions;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The headers of answers, each described once under the components. */
final class OpenApiHeaders {
  /** Collections that a request which is no command adds to. */
  private static final List<String> MAKING =
      List.of("/verifications", "/reconciliations", "/resolutions");

  private static final String HEADERS = "headers";
  private static final String REPLAYED = "Idempotent-Replayed";

  /** Decisions are kept under their Idempotency-Key, refusals too. */
  private static final Set<String> KEPT = Set.of("200", "201", "202", "403", "404", "409", "412");

  private final ObjectNode document;

  private OpenApiHeaders(ObjectNode document) {
    this.document = document;
  }

  static void describeIn(ObjectNode document) {
    var headers = new OpenApiHeaders(document);
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        headers.operation(path.getKey(), operation.getKey(), operation.getValue());
      }
    }
    for (String later : List.of("overloaded", "unavailable")) {
      headers.component(later, HttpHeaders.RETRY_AFTER);
    }
    headers.component("unauthenticated", HttpHeaders.WWW_AUTHENTICATE);
    for (String kept :
        List.of("forbidden", "not-found", "invalid-transition", "version-conflict")) {
      headers.component(kept, REPLAYED);
    }
  }

  private void operation(String path, String verb, JsonNode operation) {
    boolean keyed =
        operation
            .path("parameters")
            .valueStream()
            .anyMatch(one -> one.path("name").asString().equals(Preconditions.IDEMPOTENCY_KEY));
    operation
        .path("responses")
        .properties()
        .forEach(
            response -> {
              var names = new ArrayList<String>();
              String status = response.getKey();
              if (status.startsWith("2")) {
                names.addAll(ofSuccess(path, verb, response.getValue(), status));
              }
              if (keyed && KEPT.contains(status) && !path.equals("/v1/batches")) {
                names.add(REPLAYED);
              }
              ObjectNode described = response.getValue().asObject();
              described.remove(HEADERS);
              if (!described.has("$ref")) {
                names.forEach(name -> refer(described, name));
              }
            });
  }

  private static List<String> ofSuccess(
      String path, String verb, JsonNode response, String status) {
    String schema = response.at("/content/application~1json/schema/$ref").asString("");
    boolean command = response.has(HEADERS) || schema.endsWith("/Awaiting");
    if (command) {
      var names = new ArrayList<>(List.of(ResponseMapper.POSITION, HttpHeaders.ETAG));
      if (!status.equals("200")) {
        names.add(HttpHeaders.LOCATION);
      }
      return names;
    }
    if (response.path("content").has(ReportAnswer.XLSX)) {
      return List.of(ResponseMapper.POSITION, HttpHeaders.CONTENT_DISPOSITION);
    }
    if (path.endsWith("/journal")) {
      return List.of(ResponseMapper.POSITION);
    }
    if (verb.equals("get")) {
      boolean versioned =
          path.startsWith("/v1/accounts/{accountId}")
              && !schema.endsWith("Page")
              && !schema.endsWith("/Explanation");
      return versioned ? List.of(HttpHeaders.ETAG) : List.of();
    }
    if (path.contains("/reopening")) {
      return List.of(ResponseMapper.POSITION);
    }
    boolean makes =
        MAKING.stream().anyMatch(path::endsWith)
            || (path.endsWith("/closings") && status.equals("202"));
    return makes ? List.of(HttpHeaders.LOCATION) : List.of();
  }

  private void component(String response, String header) {
    if (document.at("/components/responses/" + response) instanceof ObjectNode described) {
      refer(described, header);
    }
  }

  private static void refer(ObjectNode response, String header) {
    response.withObject(HEADERS).putObject(header).put("$ref", "#/components/headers/" + header);
  }
}
