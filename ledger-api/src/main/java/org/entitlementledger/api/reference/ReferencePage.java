package org.entitlementledger.api.reference;

import java.util.Objects;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/** Serves Swagger UI from its jar, with a start script that shows this service's document. */
@Configuration(proxyBeanMethods = false)
class ReferencePage implements WebMvcConfigurer {
  private static final String JAR = "swagger-ui";

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    String version = Objects.requireNonNull(new WebJarVersionLocator().version(JAR));
    registry
        .addResourceHandler("/swagger-ui/**")
        .addResourceLocations(
            "classpath:/org/entitlementledger/api/reference/page/",
            "classpath:/META-INF/resources/webjars/" + JAR + "/" + version + "/");
  }
}
