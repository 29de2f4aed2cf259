package org.entitlementledger.api.command;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.entitlementledger.api.problem.Slug;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document, made from the routes of the service and the records that they name. */
final class OpenApiDocument {
  private static final String VERSIONED = "/v1/";
  private static final String DESCRIPTION =
      """
      What customers are entitled to, what they have used, and what is left.

      Free text (names of accounts, reasons, summaries, goals) becomes part of the ledger's history
      and is kept for ever: do not put personal data there. Names and e-mail addresses of people are
      stored separately and can be erased.

      In requests, null means the same as an absent field, and an empty list the same as an absent
      one, wherever the field is optional. Times carry an offset (Z, +02:00, +0200, +02) and up to
      nine decimals, of which six are kept. Where a command or query takes a time, a date is
      accepted too. Times and dates lie in the years 1970 to 9999.

      Quantities are JSON numbers with all their digits. A 64-bit floating-point number holds 15 of
      them exactly, which covers entitlements with up to three decimals. For finer ones, or for sums
      above 10^15, read quantities as a decimal type.

      A read of an account reflects everything that the same node has recorded for it. Where a
      client's requests go to several nodes, a read that sends the Ledger-Position of the last
      answer as Ledger-Min-Position waits for that position, for 2 seconds at most.

      A cursor is valid for the path and filters that it was returned for. Every answer carries
      X-Request-Id, the id of the request in the log of the service, and X-Correlation-Id; a request
      may set both. A method that a path does not support is answered 405 with the header Allow, and
      a range that cannot be satisfied 416.
      """;

  private final OpenApiNames names = new OpenApiNames();
  private final OpenApiOperations operations = new OpenApiOperations(names);
  private final Map<String, PathItem> paths = new HashMap<>();
  private final Map<String, OpenApiGroup> groups = new HashMap<>();

  private OpenApiDocument() {}

  /** The document of these routes. */
  static ObjectNode of(RequestMappingHandlerMapping routes) {
    var document = new OpenApiDocument();
    routes
        .getHandlerMethods()
        .forEach(
            (info, method) -> {
              String path = info.getPatternValues().iterator().next();
              if (path.startsWith(VERSIONED)) {
                document.add(path, info.getMethodsCondition().getMethods(), method);
              }
            });
    ObjectNode whole = JsonMapper.shared().readTree(Json31.pretty(document.api())).asObject();
    OpenApiDetails.addTo(whole);
    OpenApiText.describeIn(whole);
    OpenApiAnswers.describeIn(whole);
    OpenApiHeaders.describeIn(whole);
    return whole;
  }

  private void add(String path, Set<RequestMethod> verbs, HandlerMethod method) {
    OpenApiRoute route = OpenApiRoute.of(method);
    var operation = new Operation().summary(route.summary()).operationId(route.operationId());
    groups.put(path, OpenApiGroup.of(method));
    for (RequestMethod verb : verbs) {
      paths
          .computeIfAbsent(path, one -> new PathItem())
          .operation(
              PathItem.HttpMethod.valueOf(verb.name()), operations.customize(operation, method));
    }
  }

  private OpenAPI api() {
    var api =
        new OpenAPI(SpecVersion.V31)
            .openapi("3.1.0")
            .info(
                new Info()
                    .title("Entitlement Ledger")
                    .version("v1")
                    .description(DESCRIPTION)
                    .contact(new Contact().name("The maintainers of Entitlement Ledger"))
                    .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
            .addServersItem(new Server().url("/"))
            .tags(OpenApiGroup.tags())
            .components(
                new Components()
                    .addSecuritySchemes("password", scheme("basic"))
                    .addSecuritySchemes("token", scheme("bearer")))
            .addSecurityItem(new SecurityRequirement().addList("password"))
            .addSecurityItem(new SecurityRequirement().addList("token"))
            .paths(sortedPaths());
    addComponents(api);
    OpenApiExamples.read().addTo(api);
    return api;
  }

  private static SecurityScheme scheme(String name) {
    return new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(name);
  }

  /** By group, so that the document reads in the order of its tags. */
  private Paths sortedPaths() {
    var sorted = new Paths();
    paths.keySet().stream()
        .sorted(
            Comparator.<String, OpenApiGroup>comparing(groups::get)
                .thenComparing(Comparator.naturalOrder()))
        .forEach(path -> sorted.addPathItem(path, paths.get(path)));
    return sorted;
  }

  private void addComponents(OpenAPI api) {
    var schemas = new TreeMap<String, Schema<?>>();
    names.all().forEach((name, schema) -> schemas.put(name, OpenApiSchemas.of(schema)));
    schemas.put(OpenApiProblems.NAME, OpenApiProblems.schema(Slug.values()));
    schemas.put(OpenApiProblems.OF_MEDIA_TYPE, OpenApiProblems.schema(Slug.UNSUPPORTED_MEDIA_TYPE));
    schemas.forEach(api.getComponents()::addSchemas);
    Set<String> used = references(api);
    OpenApiProblems.responses()
        .forEach(
            (reference, response) -> {
              if (used.contains(reference)) {
                api.getComponents().addResponses(OpenApiProblems.name(reference), response);
              }
            });
  }

  private static Set<String> references(OpenAPI api) {
    return api.getPaths().values().stream()
        .flatMap(path -> path.readOperations().stream())
        .flatMap(operation -> operation.getResponses().values().stream())
        .map(ApiResponse::get$ref)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
