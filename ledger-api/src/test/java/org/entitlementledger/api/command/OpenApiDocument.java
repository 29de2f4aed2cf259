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
      and is kept for ever: put no personal data there. Names and e-mail addresses of people are
      kept apart and can be erased.

      A field that may be left out may also be null, and a list that may be left out may be empty;
      both mean the same as leaving it out. Instants carry an offset (Z, +02:00, +0200, +02) and up
      to nine decimals, of which six are kept. A cursor is valid for the path and the filters that
      it was given for.

      A read of an account shows what the same node has recorded for it before. Where a client's
      requests go to several nodes, Ledger-Min-Position with the Ledger-Position of the last answer
      makes a read wait for what another node has recorded, for 2 seconds at most.

      A date is taken wherever the time of a command or question is asked for. Quantities are JSON
      numbers; a double holds 15 digits exactly, so read them as a decimal type where a catalogue
      counts finer than that. Instants and dates lie in the years 1970 to 9999.

      A method that a path does not have is answered 405 with the header Allow, whatever follows
      from the path; a range of a file that does not exist 416.
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
    schemas.put(OpenApiProblems.NAME, OpenApiProblems.schema());
    schemas.put(OpenApiProblems.OF_MEDIA_TYPE, OpenApiProblems.schema());
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
