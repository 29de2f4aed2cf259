package org.entitlementledger.api.http;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
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
      """;

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Ask.class)
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
  OpenApiCustomizer problems() {
    return api -> api.getComponents().addSchemas(OpenApiProblems.NAME, OpenApiProblems.schema());
  }
}
