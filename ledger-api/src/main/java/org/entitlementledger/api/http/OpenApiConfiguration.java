package org.entitlementledger.api.http;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says of the whole. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
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
      """;

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Ask.class, Once.class)
        .addAnnotationsToIgnore(Query.class, JsonBody.class);
  }

  @Bean
  OpenAPI ledgerApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Entitlement Ledger")
                .version("v1")
                .description(DESCRIPTION)
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
        .addServersItem(new Server().url("/"))
        .tags(OpenApiGroup.tags())
        .components(
            new Components()
                .addSecuritySchemes(
                    "password", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
                .addSecuritySchemes(
                    "token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")))
        .addSecurityItem(new SecurityRequirement().addList("password"))
        .addSecurityItem(new SecurityRequirement().addList("token"));
  }

  /** Last, when what springdoc found by itself stands there. */
  @Bean
  OpenApiCustomizer namedSchemas(OpenApiNames names) {
    return api -> {
      api.getComponents().setSchemas(null);
      var schemas = new TreeMap<String, Schema<?>>();
      names.all().forEach((name, schema) -> schemas.put(name, OpenApiSchemas.of(schema)));
      schemas.put(OpenApiProblems.NAME, OpenApiProblems.schema());
      schemas.forEach(api.getComponents()::addSchemas);
      Set<String> used = referred(api);
      OpenApiProblems.responses()
          .forEach(
              (reference, response) -> {
                if (used.contains(reference)) {
                  api.getComponents().addResponses(OpenApiProblems.name(reference), response);
                }
              });
      OpenApiExamples.read().addTo(api);
    };
  }

  private static Set<String> referred(OpenAPI api) {
    return api.getPaths().values().stream()
        .flatMap(path -> path.readOperations().stream())
        .flatMap(operation -> operation.getResponses().values().stream())
        .map(ApiResponse::get$ref)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
